package io.rowkeep.worker.imports;

import io.rowkeep.artifact.SequenceState;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ValueCount;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.Slice;
import io.rowkeep.worker.source.SourceSnapshot;
import io.rowkeep.worker.source.SourceTable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was staged, as long as the server does not print more of it than a file may hold: {@code 1e99999} is a short text. For one thread. */
final class PrintedSnapshot implements SourceSnapshot {

    private final SourceSnapshot staged;
    private final long maxBytes;
    private long bytes;

    PrintedSnapshot(SourceSnapshot staged, long maxBytes) {
        this.staged = staged;
        this.maxBytes = maxBytes;
    }

    @Override
    public RowStream rows(Slice slice) {
        RowStream rows = staged.rows(slice);
        return new RowStream() {
            @Override
            public byte @Nullable [] next() {
                byte[] row = read(slice, rows);
                bytes += row == null ? 0 : row.length;
                if (bytes > maxBytes) {
                    throw Refusal.of(
                            "The records have more than %d bytes when the server prints them, the limit of this installation"
                                    .formatted(maxBytes));
                }
                return row;
            }

            @Override
            public void close() {
                rows.close();
            }
        };
    }

    private static byte @Nullable [] read(Slice slice, RowStream rows) {
        try {
            return rows.next();
        } catch (BackupException e) {
            // Where it was staged is nobody's table.
            throw e.code() == ErrorCode.ROW_TOO_LARGE
                    ? Refusal.of(
                            "Table %s: a record is wider than this worker's limit when the server prints it"
                                    .formatted(slice.table().name()),
                            e)
                    : e;
        }
    }

    @Override
    public Snapshot origin() {
        return staged.origin();
    }

    @Override
    public List<Slice> split(SourceTable table) {
        return staged.split(table);
    }

    @Override
    public Map<String, List<ValueCount>> countValues(SourceTable table, List<String> columns) {
        return staged.countValues(table, columns);
    }

    @Override
    public List<SequenceState> sequences(SourceTable table) {
        return staged.sequences(table);
    }

    @Override
    public void verifyUnchanged() {
        staged.verifyUnchanged();
    }

    @Override
    public void close() {
        staged.close();
    }
}
