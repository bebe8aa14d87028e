package io.rowkeep.worker.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.DumpEntry;
import io.rowkeep.artifact.FileEntry;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.SystemStatistics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a system backup holds. */
class SystemBackupIT {

    private static final Instant LONG_AGO = Instant.parse("2025-06-23T14:30:00.123Z");

    @TempDir
    Path folder;

    private final Exports exports = new Exports();

    @Test
    void aBackupHoldsTheDumpAndEachSelectedFile() throws IOException {
        exports.sql("create table guests (id int primary key, name text)", "insert into guests values (1, 'Ann')");
        write("b/photo.jpg", "second");
        write("a.txt", "first");
        write("empty", "");
        write("0a8fab50-f2b2-4a9a-9e0e-1d9e3f0a7d11.jpg", "a passport");
        write("b/0a8fab50-f2b2-4a9a-9e0e-1d9e3f0a7d11.jpg", "another");
        exports.files(folder, List.of("**"), List.of("**/????????-????-????-????-????????????.*"));

        Manifest manifest = exports.backUpSystem();

        DumpEntry dump = (DumpEntry) manifest.entries().getFirst();
        List<FileEntry> files = files(manifest);
        assertThat(manifest.snapshot().consistency()).isEqualTo(Snapshot.Consistency.SNAPSHOT);
        assertThat(manifest.snapshot().database()).isEqualTo(exports.database.name());
        assertThat(dump.database()).isEqualTo(exports.database.name());
        assertThat(dump.tool()).matches("[0-9]+\\..*");
        assertThat(new String(content(manifest, dump), StandardCharsets.ISO_8859_1))
                .startsWith("PGDMP")
                .contains("Ann");
        assertThat(files).extracting(FileEntry::path).containsExactly("a.txt", "b/photo.jpg", "empty");
        assertThat(content(manifest, files.get(1))).asString().isEqualTo("second");
        assertThat(files.get(1).modifiedAt()).isEqualTo(LONG_AGO);
        assertThat(files.get(2).parts()).isEmpty();
        JobStatistics statistics = manifest.statistics();
        assertThat(statistics.system()).isEqualTo(new SystemStatistics(dump.bytes(), 3, 11));
        assertThat(statistics.bytesIn()).isEqualTo(dump.bytes() + 11);
        assertThat(statistics.parts()).isEqualTo(dump.parts() + 2);
        assertThat(statistics.warnings()).isEmpty();
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    }

    private static List<FileEntry> files(Manifest manifest) {
        return manifest.entries().stream()
                .filter(FileEntry.class::isInstance)
                .map(FileEntry.class::cast)
                .toList();
    }

    private byte[] content(Manifest manifest, DumpEntry dump) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new BackupReader(exports.bucket).readDump(keys(manifest), dump, bytes::write);
        return bytes.toByteArray();
    }

    private byte[] content(Manifest manifest, FileEntry file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new BackupReader(exports.bucket).readFile(keys(manifest), file, bytes::write);
        return bytes.toByteArray();
    }

    private static ArtifactKeys keys(Manifest manifest) {
        return ArtifactKeys.of(manifest.source(), manifest.dataset(), manifest.backupId());
    }
}
