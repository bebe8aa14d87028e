package io.rowkeep.api.download;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.DumpEntry;
import io.rowkeep.artifact.FileEntry;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.ManifestEntry;
import io.rowkeep.artifact.ManifestText;
import io.rowkeep.artifact.TableEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** A system backup as a ZIP: the manifest, the dump as {@code pg_restore} reads it, and the application's files under their own paths. */
final class SystemArchive {

    private static final String FILES = "uploads/";

    private final BackupReader reader;
    private final Manifest manifest;
    private final ArtifactKeys keys;

    SystemArchive(BackupReader reader, Manifest manifest) {
        this.reader = reader;
        this.manifest = manifest;
        this.keys = ArtifactKeys.of(manifest.source(), manifest.dataset(), manifest.backupId());
    }

    void write(OutputStream out) throws IOException {
        ZipArchive.write(out, zip -> {
            zip.add("manifest.json", local(manifest.createdAt()), file -> file.write(ManifestText.write(manifest)));
            for (ManifestEntry entry : manifest.entries()) {
                add(zip, entry);
            }
        });
    }

    private void add(ZipArchive zip, ManifestEntry entry) throws IOException {
        switch (entry) {
            case DumpEntry dump ->
                zip.add("database.dump", local(manifest.createdAt()), file -> reader.readDump(keys, dump, file::write));
            case FileEntry stored ->
                zip.add(
                        FILES + stored.path(),
                        local(stored.modifiedAt()),
                        file -> reader.readFile(keys, stored, file::write));
            case TableEntry table ->
                throw new IllegalStateException("A system backup has no table such as " + table.name());
        }
    }

    private static LocalDateTime local(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
