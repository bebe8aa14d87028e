package io.rowkeep.worker.imports;

import io.rowkeep.artifact.Column;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.ByteSink;
import io.rowkeep.format.FormatColumn;
import io.rowkeep.format.Formats;
import io.rowkeep.format.LineFormat;
import io.rowkeep.format.RowDecoder;
import io.rowkeep.worker.source.SourceTable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * COPY text as a server prints it.
 *
 * @param columns the fields of each line, in order
 * @param name the file's, for a sentence
 */
record CopyFile(SourceTable table, List<Column> columns, String name) implements FilePlan {

    @Override
    public void load(InputStream in, Loading loading) throws IOException {
        List<String> fields = columns.stream().map(Column::name).toList();
        SourceTable confined = Loading.confine(table, fields);
        RowDecoder decoder = Formats.decoder(
                LineFormat.PG_COPY_TEXT,
                BackupFormat.NATIVE,
                columns.stream()
                        .map(column -> new FormatColumn(column.name(), column.mapping()))
                        .toList());
        loading.lines(confined, fields, sink -> copy(in, decoder, new LineLimit(loading.maxRowBytes()), sink));
    }

    private void copy(InputStream in, RowDecoder decoder, LineLimit limit, ByteSink sink) throws IOException {
        byte[] chunk = new byte[64 << 10];
        try {
            for (int count = in.read(chunk, 0, chunk.length); count >= 0; count = in.read(chunk, 0, chunk.length)) {
                limit.check(chunk, count);
                decoder.decode(chunk, 0, count, sink);
            }
            decoder.finish(sink);
        } catch (BackupException e) {
            throw e.code() == ErrorCode.ARTIFACT_DAMAGED
                    ? Refusal.of(
                            "%s is no COPY text of table %s: %s"
                                    .formatted(
                                            name,
                                            table.name(),
                                            String.valueOf(e.getMessage())
                                                    .replaceFirst(" of the stored table.*?:", ":")),
                            e)
                    : e;
        }
    }

    /** Counts the bytes of the line that goes on from chunk to chunk. */
    private final class LineLimit {

        private final int widest;
        private long width;

        LineLimit(int widest) {
            this.widest = widest;
        }

        void check(byte[] chunk, int count) {
            for (int at = 0; at < count; at++) {
                width = chunk[at] == '\n' ? 0 : width + 1;
                if (width > widest) {
                    throw Refusal.of(
                            "%s has a line of more than %d bytes, the limit of this worker".formatted(name, widest));
                }
            }
        }
    }
}
