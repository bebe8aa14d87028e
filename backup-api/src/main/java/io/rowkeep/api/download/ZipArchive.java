package io.rowkeep.api.download;

import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.ManifestText;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.CsvHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP of the manifest and one file per table in the backup's own format; CSV with a header row. */
final class ZipArchive {

    private final TableWriter tables;
    private final Manifest manifest;
    private final Archive zip;

    ZipArchive(TableWriter tables, Manifest manifest, OutputStream out) {
        this.tables = tables;
        this.manifest = manifest;
        this.zip = new Archive(out);
    }

    /** Writes everything, once. The archive's directory comes last, so one that broke off cannot be taken for a whole one. */
    void write(List<TableEntry> entries) throws IOException {
        try {
            writeAll(entries);
        } finally {
            zip.release();
        }
    }

    private void writeAll(List<TableEntry> entries) throws IOException {
        BackupFormat format = manifest.format();
        EntryNames names = new EntryNames();
        begin(names.unique("manifest.json"));
        zip.write(ManifestText.write(manifest));
        for (TableEntry entry : entries) {
            begin(names.unique(
                    EntryNames.safe(entry.name().schema() + "." + entry.name().name()) + "." + format.extension()));
            if (format == BackupFormat.CSV) {
                zip.write(CsvHeader.of(entry.formatColumns()));
            }
            tables.write(entry, format, zip::write);
        }
        zip.finish();
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(manifest.createdAt().atOffset(ZoneOffset.UTC).toLocalDateTime());
        zip.putNextEntry(entry);
    }

    /** Closing would end an archive that broke off with a directory, as if it were whole; only its native memory is to go. */
    private static final class Archive extends ZipOutputStream {

        Archive(OutputStream out) {
            super(out);
        }

        void release() {
            def.end();
        }
    }
}
