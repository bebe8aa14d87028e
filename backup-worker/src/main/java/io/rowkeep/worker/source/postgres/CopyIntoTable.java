package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.source.LineSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyIn;

/** Sends lines to the server with COPY. */
final class CopyIntoTable {

    private final PostgresConnection connection;

    CopyIntoTable(PostgresConnection connection) {
        this.connection = connection;
    }

    /**
     * Copies all lines in one statement.
     *
     * @param table what a failure is reported for
     * @param into where the rows go, as it stands in SQL
     * @return rows
     */
    long copy(TableName table, String into, List<String> columns, LineSource lines) {
        String list = columns.isEmpty() ? "" : " " + Quoted.columns(columns);
        try {
            CopyIn copy = connection.copies().copyIn("copy %s%s from stdin".formatted(into, list));
            try {
                lines.writeTo((bytes, offset, length) -> write(copy, bytes, offset, length));
            } catch (IOException | RuntimeException e) {
                cancel(copy, e);
                throw e;
            }
            return copy.endCopy();
        } catch (SQLException e) {
            throw connection.failure(table, e);
        } catch (IOException e) {
            if (e.getCause() instanceof SQLException refused) {
                throw connection.failure(table, refused);
            }
            throw new UncheckedIOException(e);
        }
    }

    private static void write(CopyIn copy, byte[] bytes, int offset, int length) throws IOException {
        try {
            copy.writeToCopy(bytes, offset, length);
        } catch (SQLException e) {
            throw new IOException("The server refused the rows", e);
        }
    }

    private static void cancel(CopyIn copy, Exception cause) {
        if (copy.isActive()) {
            try {
                copy.cancelCopy();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
