package io.rowkeep.api.download;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.RowEncoding;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.DocumentTimes;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.ByteSink;
import io.rowkeep.format.FormatColumn;
import io.rowkeep.format.Formats;
import io.rowkeep.format.LineSplitter;
import io.rowkeep.format.RowEncoder;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one stored table in any format: decoded to the line format, then encoded again. */
final class TableWriter {

    private final BackupReader reader;
    private final Manifest manifest;

    TableWriter(BackupReader reader, Manifest manifest) {
        this.reader = reader;
        this.manifest = manifest;
    }

    /** Writes all rows, each ended by a newline. */
    void write(TableEntry table, BackupFormat format, ByteSink out) throws IOException {
        writeRows(
                table,
                RowEncoding.of(
                        table.lineFormat(), format, table.name(), table.columns(), manifest.spreadsheetProfile()),
                out,
                () -> {});
    }

    /** Writes all rows as a spreadsheet shows them. What is stored so is sent as it is, since nothing reads it back. */
    void writeSpreadsheet(TableEntry table, ByteSink out) throws IOException {
        if (manifest.format() == BackupFormat.SPREADSHEET) {
            reader.readTable(
                    ArtifactKeys.of(manifest.source(), manifest.dataset(), manifest.backupId()), table, out::write);
        } else {
            write(table, BackupFormat.SPREADSHEET, out);
        }
    }

    /** Writes all rows as the JSON objects of a document, and before each one calls {@code beforeRow}. */
    void writeObjects(TableEntry table, ByteSink out, RowStart beforeRow) throws IOException {
        writeRows(table, Formats.encoder(table.lineFormat(), BackupFormat.JSON, columns(table)), out, beforeRow);
    }

    /** The same with plain values: those of MongoDB's documents lose their types. */
    void writePlainObjects(TableEntry table, ByteSink out, RowStart beforeRow) throws IOException {
        writeRows(table, Formats.plainJson(table.lineFormat(), columns(table)), out, beforeRow);
    }

    private List<FormatColumn> columns(TableEntry table) {
        @Nullable DocumentTimes times = manifest.documentProfile().times();
        return times == null ? table.formatColumns() : table.formatColumns(times);
    }

    private void writeRows(TableEntry table, RowEncoder encoder, ByteSink out, RowStart beforeRow) throws IOException {
        reader.readRows(manifest, table, new LineSplitter((line, offset, length) -> {
            beforeRow.begin();
            encoder.encode(line, offset, length, out);
        }));
    }

    /** Called when a row is about to be written. */
    interface RowStart {
        void begin() throws IOException;
    }
}
