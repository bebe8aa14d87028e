package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.SourceTable;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/** {@code COPY … TO STDOUT}, one after the other. */
final class CopiedRows implements RowStream {

    private final PostgresConnection connection;
    private final SourceTable table;
    private final Iterator<Copy> copies;
    private final int maxRowBytes;
    private TableName current;
    private @Nullable CopyOut copy;
    private long rows;

    private CopiedRows(PostgresConnection connection, SourceTable table, List<Copy> copies, int maxRowBytes) {
        this.connection = connection;
        this.table = table;
        this.copies = copies.iterator();
        this.maxRowBytes = maxRowBytes;
        this.current = table.name();
    }

    /**
     * The rows of one relation after the other. Plain COPY takes a relation's own rows only, and is faster than one of a query.
     *
     * @param holders the relations that hold the table's rows; in each the columns may stand in another order
     */
    static CopiedRows of(PostgresConnection connection, SourceTable table, List<TableName> holders, int maxRowBytes) {
        // Without a column list where there are no columns: an empty list is a syntax error, and generated columns stay
        // away by
        // themselves.
        List<String> columns = table.columns().stream().map(Column::name).toList();
        String list = columns.isEmpty() ? "" : Quoted.columns(columns);
        List<Copy> copies = holders.stream()
                .map(holder -> new Copy(holder, "%s %s".formatted(Quoted.table(holder), list)))
                .toList();
        return new CopiedRows(connection, table, copies, maxRowBytes);
    }

    /**
     * The rows of a query.
     *
     * @param table describes them
     */
    static CopiedRows ofQuery(PostgresConnection connection, SourceTable table, String query, int maxRowBytes) {
        List<Copy> copies = List.of(new Copy(table.name(), "(%s)".formatted(query)));
        return new CopiedRows(connection, table, copies, maxRowBytes);
    }

    @Override
    public byte @Nullable [] next() {
        try {
            while (true) {
                byte[] row = copy == null ? null : read(copy);
                if (row != null) {
                    rows++;
                    return checked(row);
                }
                if (copy != null) {
                    requireAllRows(copy.getHandledRowCount());
                    copy = null;
                }
                if (!copies.hasNext()) {
                    return null;
                }
                Copy next = copies.next();
                current = next.holder();
                rows = 0;
                copy = connection.copies().copyOut("copy %s to stdout".formatted(next.what()));
            }
        } catch (SQLException e) {
            copy = null;
            throw connection.failure(current, e);
        }
    }

    private void requireAllRows(long sent) {
        if (sent != rows) {
            throw new BackupException(
                    ErrorCode.ROW_COUNT_MISMATCH,
                    "Source %s, table %s: the server sent %d rows and %d arrived"
                            .formatted(connection.source(), current, sent, rows));
        }
    }

    private byte @Nullable [] read(CopyOut running) throws SQLException {
        try {
            return running.readFromCopy();
        } catch (OutOfMemoryError e) {
            // The driver asks for a row's memory in one piece; nothing else was harmed when there is none. But the
            // row is still on its way, so this session cannot go on.
            copy = null;
            connection.interrupt();
            throw tooLarge("that this worker has no memory for");
        }
    }

    private byte[] checked(byte[] row) {
        if (row.length > maxRowBytes) {
            throw tooLarge("of %d bytes, over the limit of %d%s"
                    .formatted(row.length, maxRowBytes, PrintedKey.of(table, row)));
        }
        return row;
    }

    private BackupException tooLarge(String row) {
        return new BackupException(
                ErrorCode.ROW_TOO_LARGE,
                "Source %s, table %s has a row %s".formatted(connection.source(), current, row));
    }

    /** Stops the server when not everything was read; the transaction is of no use after that. */
    @Override
    public void close() {
        CopyOut running = copy;
        copy = null;
        if (running == null || !running.isActive()) {
            return;
        }
        try {
            running.cancelCopy();
        } catch (SQLException e) {
            connection.interrupt();
        }
    }

    /** What is copied, as it stands in the statement, and which relation's rows these are. */
    private record Copy(TableName holder, String what) {}
}
