package io.rowkeep.worker.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.FileFolder;
import io.rowkeep.worker.source.PathPattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a folder that others use meanwhile. */
class FolderReaderTest {

    @TempDir
    Path folder;

    @TempDir
    Path outside;

    private final ReceivedFiles received = new ReceivedFiles();
    private final Remarks remarks = new Remarks();

    @Test
    void filesComeInOrderAndLinksAreNeverFollowed() throws IOException {
        Files.writeString(outside.resolve("secret"), "secret");
        write("b.txt", "b");
        write("a/z.txt", "z");
        write("a/a.txt", "aa");
        write(".rowkeep-0f9b6a52-3f0e-7c44-9d0a-5a1c1c1f6a11/staged", "not yet a file");
        write(".rowkeep-notes", "a file like any other");
        Files.createSymbolicLink(folder.resolve("link"), outside.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("linked"), outside);

        read("**");

        assertThat(received.files)
                .containsExactlyEntriesOf(ordered(
                        ".rowkeep-notes", "a file like any other", "a/a.txt", "aa", "a/z.txt", "z", "b.txt", "b"));
        assertThat(remarks.sentences())
                .containsExactly(
                        "File link was left out: it is a symbolic link, and none is followed",
                        "File linked was left out: it is a symbolic link, and none is followed");
    }

    @Test
    void aFileThatChangesWhileItIsReadIsReadAgain() throws IOException {
        write("a.txt", "first");
        received.onBytes = (path, tries) -> {
            if (tries == 1) {
                write("a.txt", "second and longer");
            }
        };

        read("**");

        assertThat(received.files).containsExactlyEntriesOf(ordered("a.txt", "second and longer"));
        assertThat(remarks.sentences()).containsExactly("File a.txt changed while it was read, and was read again");
    }

    @Test
    void aFileThatAlwaysChangesIsLeftOut() throws IOException {
        write("a.txt", "first");
        write("b.txt", "second");
        received.onBytes = (path, tries) -> write("a.txt", "x".repeat(10 + tries));

        read("**");

        assertThat(received.files).containsExactlyEntriesOf(ordered("b.txt", "second"));
        assertThat(remarks.sentences())
                .containsExactly("File a.txt was left out: it changed each of the 3 times that it was read");
    }

    @Test
    void aFileThatVanishesIsLeftOut() throws IOException {
        write("a.txt", "first");
        write("b.txt", "second");
        received.onBytes = (path, tries) -> Files.deleteIfExists(folder.resolve("a.txt"));

        read("**");

        assertThat(received.files).containsExactlyEntriesOf(ordered("b.txt", "second"));
        assertThat(remarks.sentences())
                .containsExactly("File a.txt was left out: it vanished while the files were read");
    }

    @Test
    void aFileThatBecomesALinkIsNotFollowed() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret.txt"), "secret");
        write("a.txt", "first");
        received.onBytes = (path, tries) -> {
            Files.delete(folder.resolve("a.txt"));
            Files.createSymbolicLink(folder.resolve("a.txt"), secret);
        };

        read("**");

        assertThat(received.files).isEmpty();
        assertThat(remarks.sentences()).hasSize(1);
    }

    @Test
    void aFileThatCannotBeReadAnyMoreBecauseItWasDeletedIsLeftOut() throws IOException {
        write("a.txt", "first");
        write("b.txt", "second");
        received.onBytes = (path, tries) -> {
            Files.delete(folder.resolve("a.txt"));
            throw new IOException("Stale file handle");
        };

        read("**");

        assertThat(received.files).containsExactlyEntriesOf(ordered("b.txt", "second"));
        assertThat(remarks.sentences())
                .containsExactly("File a.txt was left out: it vanished while the files were read");
    }

    @Test
    void aFileThatBecomesAFolderOrALinkBeforeItIsOpenedIsLeftOut() throws IOException {
        for (String name : List.of("a.txt", "b.txt", "c.txt")) {
            write(name, name);
        }
        received.onBegin = (path, tries) -> {
            if (path.equals("a.txt")) {
                Files.delete(folder.resolve(path));
                Files.createDirectory(folder.resolve(path));
            } else if (path.equals("b.txt")) {
                Files.delete(folder.resolve(path));
                Files.createSymbolicLink(folder.resolve(path), folder.resolve("c.txt"));
            }
        };

        read("**");

        assertThat(received.files).containsExactlyEntriesOf(ordered("c.txt", "c.txt"));
        assertThat(remarks.sentences())
                .containsExactly(
                        "File a.txt was left out: it vanished while the files were read",
                        "File b.txt was left out: it vanished while the files were read");
    }

    @Test
    void aFolderWhosePlaceAnotherTakesIsLeftOut() throws IOException {
        write("a/a.txt", "first");
        write("b.txt", "second");
        received.onBegin = (path, tries) -> {
            if (path.equals("a/a.txt")) {
                Files.move(folder.resolve("a"), folder.resolve("z"));
                Files.createDirectory(folder.resolve("a"));
                throw new IOException("Stale file handle");
            }
        };

        read("**");

        assertThat(received.files).containsExactlyEntriesOf(ordered("b.txt", "second"));
        assertThat(remarks.sentences()).singleElement().asString().startsWith("Folder a was left out, or a part of it");
    }

    @Test
    void aFolderThatVanishesIsReported() throws IOException {
        write("a/x.txt", "first");
        write("b.txt", "second");
        received.onBegin = (path, tries) -> {
            if (path.equals("a/x.txt")) {
                Files.delete(folder.resolve(path));
                Files.delete(folder.resolve("a"));
            }
        };

        read("**");

        assertThat(received.files).containsExactlyEntriesOf(ordered("b.txt", "second"));
        assertThat(remarks.sentences())
                .containsExactly(
                        "File a/x.txt was left out: it vanished while the files were read",
                        "Folder a was left out, or a part of it: it vanished or another took its place while the files were read");
    }

    @Test
    void aFileThatNobodyChangedAndThatCannotBeReadIsAFailure() throws IOException {
        write("inner/a.txt", "first");
        received.onBytes = (path, tries) -> {
            throw new IOException("Input/output error");
        };

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> read("**"))
                .withMessage("The worker cannot read inner/a.txt: IOException, Input/output error")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_ACCESS_DENIED));
    }

    @Test
    void ofAFolderWithManyExcludedFilesEverySelectedOneComes() throws IOException {
        int selected = FolderNames.MOST + 1;
        for (int number = 0; number < selected; number++) {
            write("%05d.pdf".formatted(number), "");
            write("%05d.jpg".formatted(number), "");
        }
        write("inner.jpg/z.pdf", "");

        read("**.pdf");

        assertThat(received.files)
                .hasSize(selected + 1)
                .containsKey("inner.jpg/z.pdf")
                .doesNotContainKey("00000.jpg");
        assertThat(remarks.sentences()).isEmpty();
    }

    @Test
    void aFolderOfFilesThatNobodyWantsCanBeLeftAtAnyName() {
        IntStream.range(0, 10).forEach(number -> write(number + ".tmp", "x"));
        FileFolder settings = new FileFolder(folder, List.of(new PathPattern("*.jpg")), List.of());
        AtomicInteger asked = new AtomicInteger();

        assertThatThrownBy(() -> new FolderReader(settings, received, remarks, () -> {
                            if (asked.incrementAndGet() == 3) {
                                throw new IllegalStateException("stopped");
                            }
                        })
                        .read())
                .hasMessage("stopped");

        assertThat(asked).hasValue(3);
    }

    @Test
    void aFolderThatIsNotThereIsAFailure() {
        FileFolder missing = new FileFolder(folder.resolve("none"), List.of(new PathPattern("**")), List.of());

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> FolderReader.requireReadable(missing))
                .withMessageContaining("does not exist")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_ACCESS_DENIED));
    }

    private void read(String include) {
        FileFolder settings = new FileFolder(folder, List.of(new PathPattern(include)), List.of());
        new FolderReader(settings, received, remarks, () -> {}).read();
    }

    private void write(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int at = 0; at < pairs.length; at += 2) {
            map.put(pairs[at], pairs[at + 1]);
        }
        return map;
    }
}
