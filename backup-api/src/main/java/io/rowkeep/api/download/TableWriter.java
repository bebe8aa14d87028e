package io.rowkeep.api.download;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.RowEncoding;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.ByteSink;
import io.rowkeep.format.Formats;
import io.rowkeep.format.RowEncoder;
import java.io.IOException;

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
        writeRows(table, format, out, () -> {});
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

    /** Writes all rows, and before each one calls {@code beforeRow}. */
    void writeRows(TableEntry table, BackupFormat format, ByteSink out, RowStart beforeRow) throws IOException {
        writeRows(
                table,
                RowEncoding.of(
                        table.lineFormat(), format, table.name(), table.columns(), manifest.spreadsheetProfile()),
                out,
                beforeRow);
    }

    /** The same as JSON objects with plain values: those of documents lose their types. */
    void writePlainObjects(TableEntry table, ByteSink out, RowStart beforeRow) throws IOException {
        writeRows(table, Formats.plainJson(table.lineFormat(), table.formatColumns()), out, beforeRow);
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
