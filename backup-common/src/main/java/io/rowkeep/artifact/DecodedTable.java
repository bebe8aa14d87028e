package io.rowkeep.artifact;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.ByteSink;
import io.rowkeep.format.FormatColumn;
import io.rowkeep.format.Formats;
import io.rowkeep.format.RowDecoder;
import java.io.IOException;
import java.util.List;

/** Decodes the parts of a table and counts their rows. */
final class DecodedTable implements PartConsumer {

    private final TableEntry table;
    private final ByteSink lines;
    private final RowDecoder decoder;
    private long recorded;

    DecodedTable(BackupFormat format, TableEntry table, ByteSink lines) {
        this.table = table;
        this.lines = lines;
        List<FormatColumn> columns = table.formatColumns();
        this.decoder = Formats.decoder(table.lineFormat(), format, columns);
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length) throws IOException {
        decoder.decode(bytes, offset, length, lines);
    }

    @Override
    public void endOfPart(Part part) {
        recorded += part.rows();
        if (decoder.rows() != recorded) {
            throw new BackupException(
                    ErrorCode.ROW_COUNT_MISMATCH,
                    "The parts of table %s up to %s hold %d rows and %d were recorded"
                            .formatted(table.name(), part.key(), decoder.rows(), recorded));
        }
    }

    void finish() throws IOException {
        decoder.finish(lines);
    }
}
