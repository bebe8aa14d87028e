package io.rowkeep.api.download;

import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.SpreadsheetTable;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.FileNamePattern;
import io.rowkeep.format.SpreadsheetHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;

/** Tables for people, as the dataset's configuration had them when the backup was taken. An archive holds nothing but them. */
final class SpreadsheetFiles implements TableFiles {

    private final TableWriter tables;
    private final Manifest manifest;

    SpreadsheetFiles(TableWriter tables, Manifest manifest) {
        this.tables = tables;
        this.manifest = manifest;
    }

    @Override
    public void writeCsv(TableEntry table, OutputStream out) throws IOException {
        out.write(SpreadsheetHeader.of(
                SpreadsheetTable.layout(table.name(), table.columns(), manifest.spreadsheetProfile())));
        tables.writeSpreadsheet(table, out::write);
    }

    @Override
    public List<ArchivedFile> archived(List<TableEntry> entries) {
        return entries.stream()
                .map(table -> new ArchivedFile(name(table), out -> writeCsv(table, out)))
                .toList();
    }

    private String name(TableEntry table) {
        LocalNames names = new LocalNames(manifest);
        FileNamePattern configured = manifest.documentProfile().tableFile();
        return configured == null || !configured.namesTable()
                ? names.of(names.subject(table), DownloadFormat.CSV)
                : names.of(configured, names.subject(table), DownloadFormat.CSV);
    }

    @Override
    public LocalDateTime modified() {
        return LocalDateTime.ofInstant(
                manifest.createdAt(), manifest.spreadsheetProfile().timeZone());
    }
}
