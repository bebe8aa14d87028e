package io.rowkeep.worker.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.FileFolder;
import io.rowkeep.worker.source.PathPattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a folder that others use meanwhile. */
class FolderReaderTest {

    @TempDir
    Path folder;

    private final Received received = new Received();
    private final Remarks remarks = new Remarks();

    @Test
    void filesComeInOrderAndLinksAreNeverFollowed() throws IOException {
        Path outside = Files.createTempDirectory("outside");
        Files.writeString(outside.resolve("secret"), "secret");
        write("b.txt", "b");
        write("a/z.txt", "z");
        write("a/a.txt", "aa");
        write(".rowkeep-0/staged", "not yet a file");
        Files.createSymbolicLink(folder.resolve("link"), outside.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("linked"), outside);

        read("**");

        assertThat(received.files).containsExactlyEntriesOf(ordered("a/a.txt", "aa", "a/z.txt", "z", "b.txt", "b"));
        assertThat(remarks.sentences())
                .containsExactly(
                        "File link was left out: it is a symbolic link, and none is followed",
                        "File linked was left out: it is a symbolic link, and none is followed");
    }

    @Test
    void aFileThatChangesWhileItIsReadIsReadAgain() throws IOException {
        write("a.txt", "first");
        received.onBytes = tries -> {
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
        received.onBytes = tries -> write("a.txt", "x".repeat(10 + tries));

        read("**");

        assertThat(received.files).containsExactlyEntriesOf(ordered("b.txt", "second"));
        assertThat(remarks.sentences())
                .containsExactly("File a.txt was left out: it changed each of the 3 times that it was read");
    }

    @Test
    void aFileThatVanishesIsLeftOut() throws IOException {
        write("a.txt", "first");
        write("b.txt", "second");
        received.onBytes = tries -> Files.deleteIfExists(folder.resolve("a.txt"));

        read("**");

        assertThat(received.files).containsExactlyEntriesOf(ordered("b.txt", "second"));
        assertThat(remarks.sentences())
                .containsExactly("File a.txt was left out: it vanished while the files were read");
    }

    @Test
    void aFileThatBecomesALinkIsNotFollowed() throws IOException {
        Path secret = Files.writeString(Files.createTempFile("outside", ".txt"), "secret");
        write("a.txt", "first");
        received.onBytes = tries -> {
            Files.delete(folder.resolve("a.txt"));
            Files.createSymbolicLink(folder.resolve("a.txt"), secret);
        };

        read("**");

        assertThat(received.files).isEmpty();
        assertThat(remarks.sentences()).hasSize(1);
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
        new FolderReader(settings, received, remarks).read();
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

    /** Keeps what was whole. */
    private static final class Received implements FileReceiver {

        final Map<String, String> files = new LinkedHashMap<>();
        Hook onBytes = tries -> {};
        private String path = "";
        private final StringBuilder content = new StringBuilder();
        private int tries;

        @Override
        public void begin(String newPath) {
            tries = newPath.equals(path) ? tries + 1 : 1;
            path = newPath;
            content.setLength(0);
        }

        @Override
        public void bytes(byte[] bytes, int length) throws IOException {
            content.append(new String(bytes, 0, length, StandardCharsets.UTF_8));
            if (path.equals("a.txt")) {
                onBytes.run(tries);
            }
        }

        @Override
        public void whole(Instant modifiedAt) {
            files.put(path, content.toString());
        }

        @Override
        public void drop() {
            content.setLength(0);
        }
    }

    /** Does what somebody else does meanwhile. */
    private interface Hook {
        void run(int tries) throws IOException;
    }
}
