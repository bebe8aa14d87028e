package io.rowkeep.api.download;

import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
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

    /** Writes all rows, and before each one calls {@code beforeRow}. */
    void writeRows(TableEntry table, BackupFormat format, ByteSink out, RowStart beforeRow) throws IOException {
        RowEncoder encoder = Formats.encoder(format, table.formatColumns());
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
