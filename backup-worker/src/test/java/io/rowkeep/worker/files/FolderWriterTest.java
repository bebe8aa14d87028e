package io.rowkeep.worker.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.artifact.FileEntry;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How files come into an empty folder, and into no other place. */
class FolderWriterTest {

    private static final Instant LONG_AGO = Instant.parse("2025-06-23T14:30:00Z");

    @TempDir
    Path root;

    @TempDir
    Path outside;

    private final JobId job = new JobId(UUID.randomUUID());

    @Test
    void nothingIsSeenBeforeItIsPublished() throws IOException {
        Path folder = root.resolve("new/uploads");
        FolderWriter writer = new FolderWriter(folder, job);
        writer.requireEmpty();
        writer.begin();
        writer.stage(file("a/b/c.txt"), out -> out.write("third".getBytes(UTF_8)));
        writer.stage(file("top.txt"), out -> out.write("top".getBytes(UTF_8)));
        assertThat(folder.resolve("top.txt")).doesNotExist();
        writer.requireEmpty();

        assertThat(writer.publish()).isEmpty();

        assertThat(folder.resolve("a/b/c.txt")).hasContent("third");
        assertThat(Files.getLastModifiedTime(folder.resolve("top.txt")).toInstant())
                .isEqualTo(LONG_AGO);
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries).hasSize(2);
        }
        assertThat(writer.publish()).isEmpty();
    }

    @Test
    void filesAndFoldersGetTheModesThatTheUmaskLeaves() throws IOException {
        Path folder = root.resolve("uploads");
        FolderWriter writer = new FolderWriter(folder, job);
        writer.begin();
        writer.stage(file("a/b.txt"), out -> out.write(1));

        writer.publish();

        Path plain = Files.createDirectory(root.resolve("plain"));
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(Files.getPosixFilePermissions(plain));
        assertThat(Files.getPosixFilePermissions(folder.resolve("a"))).isEqualTo(Files.getPosixFilePermissions(plain));
        assertThat(Files.getPosixFilePermissions(folder.resolve("a/b.txt")))
                .isEqualTo(Files.getPosixFilePermissions(Files.createFile(plain.resolve("b.txt"))));
    }

    @Test
    void aFolderWithAnythingInItIsRefused() throws IOException {
        Files.writeString(root.resolve("mine.txt"), "mine");

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> new FolderWriter(root, job).requireEmpty())
                .withMessageContaining("mine.txt")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TARGET_NOT_EMPTY));
    }

    @Test
    void whatSomebodyElsePutThereMeanwhileStays() throws IOException {
        FolderWriter writer = new FolderWriter(root, job);
        writer.begin();
        writer.stage(file("a.txt"), out -> out.write("ours".getBytes(UTF_8)));
        Files.writeString(root.resolve("a.txt"), "theirs");

        List<String> remarks = writer.publish();

        assertThat(root.resolve("a.txt")).hasContent("theirs");
        assertThat(remarks).singleElement().asString().contains("a.txt", ".rowkeep-");
    }

    @Test
    void whatTheFileSystemDoesNotTakeIsNoMatterOfRights() {
        FolderWriter writer = new FolderWriter(root, job);
        writer.begin();

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> writer.stage(file("n".repeat(300)), out -> out.write(1)))
                .withMessageContaining("too long")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_REFUSED));
    }

    @Test
    void aLinkThatLeadsOutIsNoFolder() throws IOException {
        FolderWriter writer = new FolderWriter(root, job);
        writer.begin();
        Files.createSymbolicLink(root.resolve(".rowkeep-" + job).resolve("a"), outside);

        assertThatThrownBy(() -> writer.stage(file("a/b.txt"), out -> out.write(1)))
                .isInstanceOf(BackupException.class);

        assertThat(outside.resolve("b.txt")).doesNotExist();
    }

    @Test
    void aLinkInPlaceOfTheStagedFilesIsNoFolder() throws IOException {
        FolderWriter writer = new FolderWriter(root, job);
        writer.begin();
        Path staging = root.resolve(".rowkeep-" + job);
        Files.delete(staging);
        Files.createSymbolicLink(staging, outside);

        assertThatThrownBy(() -> writer.stage(file("b.txt"), out -> out.write(1)))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("NotDirectoryException");

        assertThat(outside).isEmptyDirectory();
        assertThat(writer.staged()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "a/../../b", "/etc/passwd", "a//b", "./a", "", "a/", "a\0b"})
    void aPathThatCouldLeadOutIsNoEntry(String path) {
        assertThatThrownBy(() -> file(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsDiscardedIsGone() throws IOException {
        FolderWriter writer = new FolderWriter(root, job);
        writer.begin();
        writer.stage(file("a/b.txt"), out -> out.write(1));

        writer.discard();

        try (Stream<Path> entries = Files.list(root)) {
            assertThat(entries).isEmpty();
        }
    }

    private static FileEntry file(String path) {
        return new FileEntry(path, LONG_AGO, 1, 1, List.of());
    }
}
