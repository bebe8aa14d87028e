package io.rowkeep.api.download;

import io.rowkeep.artifact.EntryNames;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.ManifestText;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.CsvHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Tables for programs. An archive holds the manifest and one file per table in the backup's own format; CSV with a header row. */
final class PlainFiles implements TableFiles {

    private final TableWriter tables;
    private final Manifest manifest;

    PlainFiles(TableWriter tables, Manifest manifest) {
        this.tables = tables;
        this.manifest = manifest;
    }

    @Override
    public void writeCsv(TableEntry table, OutputStream out) throws IOException {
        out.write(CsvHeader.of(table.formatColumns()));
        tables.write(table, BackupFormat.CSV, out::write);
    }

    @Override
    public List<ArchivedFile> archived(List<TableEntry> entries) {
        List<ArchivedFile> files = new ArrayList<>();
        files.add(new ArchivedFile("manifest.json", out -> out.write(ManifestText.write(manifest))));
        for (TableEntry table : entries) {
            files.add(new ArchivedFile(EntryNames.of(table.name(), manifest.format()), out -> write(table, out)));
        }
        return files;
    }

    @Override
    public LocalDateTime modified() {
        return LocalDateTime.ofInstant(manifest.createdAt(), ZoneOffset.UTC);
    }

    private void write(TableEntry table, OutputStream out) throws IOException {
        if (manifest.format() == BackupFormat.CSV) {
            writeCsv(table, out);
        } else {
            tables.write(table, manifest.format(), out::write);
        }
    }
}
