package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * One pinned session of a server. It starts without a transaction: each statement is its own. Every failure is translated. Not
 * thread-safe, but for {@link #interrupt()}.
 */
final class PostgresConnection implements AutoCloseable {

    private final SourceName source;
    private final Connection jdbc;

    PostgresConnection(SourceName source, Connection jdbc) {
        this.source = source;
        this.jdbc = jdbc;
    }

    SourceName source() {
        return source;
    }

    /** The rows of a query. Parameters are strings, numbers, booleans or arrays of {@code Long} or {@code String}. */
    <T> List<T> query(String sql, RowReader<T> reader, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.read(rows));
            }
            return read;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The one row of a query that has exactly one. */
    <T> T single(String sql, RowReader<T> reader, Object... parameters) {
        List<T> rows = query(sql, reader, parameters);
        if (rows.size() != 1) {
            throw new IllegalStateException("%d rows instead of one from: %s".formatted(rows.size(), sql));
        }
        return rows.getFirst();
    }

    /** Runs a statement without a result. */
    void execute(String sql) {
        try (Statement statement = jdbc.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /**
     * Executes a statement that changes people's tables. Their triggers, checks and defaults find tables and functions by bare names
     * as in any session of this role; everything else of ours sees an empty search path.
     */
    void executeAmongTriggers(String sql) {
        findBareNames();
        execute(sql);
        hideBareNames();
    }

    /** Gives the rest of the transaction the search path that any other session of this role has. */
    void findBareNames() {
        execute("set local search_path to default");
    }

    /** Takes it away again. */
    void hideBareNames() {
        execute("set local search_path = ''");
    }

    /** What a query answers that somebody has written: nothing in it is a parameter or an escape of the driver. */
    <T> T readAsWritten(String sql, RowReader<T> reader) {
        try (Statement statement = jdbc.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                return reader.read(rows);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Runs a statement that changes rows, and says how many. */
    long update(String sql, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeLargeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** From here statements belong to one transaction, until {@link #commit} or {@link #rollback}; the first one opens it. */
    void begin() {
        try {
            jdbc.setAutoCommit(false);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    void commit() {
        try {
            jdbc.commit();
            jdbc.setAutoCommit(true);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Ends the transaction without effect; nothing happens when there is none. */
    void rollback() {
        try {
            if (!jdbc.getAutoCommit()) {
                jdbc.rollback();
                jdbc.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** COPY in both directions. */
    CopyManager copies() throws SQLException {
        return jdbc.unwrap(PGConnection.class).getCopyAPI();
    }

    /** The failure of a statement on no table in particular. */
    BackupException failure(SQLException cause) {
        return PostgresErrors.translate(source, null, cause);
    }

    /** The failure of a statement on a table. */
    BackupException failure(TableName table, SQLException cause) {
        return PostgresErrors.translate(source, table, cause);
    }

    /** The failure of a statement, translated already, once more with the table that it was about. */
    BackupException on(TableName table, BackupException failure) {
        return failure.getCause() instanceof SQLException cause ? failure(table, cause) : failure;
    }

    /** Ends the transaction after a failure, which stays the one that is told. */
    void rollbackAfter(RuntimeException failure) {
        try {
            rollback();
        } catch (BackupException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Ends what the session is doing and the session itself, from any thread: the call in progress fails. The server is told to cancel
     * first; without that, a backend that waits for a lock would notice only later that its client is gone.
     */
    void interrupt() {
        try {
            jdbc.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // Not to be reached for a cancel: closing the socket is what is left.
            abort();
            return;
        }
        abort();
    }

    private void abort() {
        try {
            jdbc.abort(Runnable::run);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Ends the session; what was not committed is gone. */
    @Override
    public void close() {
        try {
            jdbc.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = jdbc.prepareStatement(sql);
        try {
            for (int at = 0; at < parameters.length; at++) {
                bind(statement, at + 1, parameters[at]);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private void bind(PreparedStatement statement, int at, Object parameter) throws SQLException {
        switch (parameter) {
            case Long[] numbers -> statement.setArray(at, jdbc.createArrayOf("int8", numbers));
            case String[] texts -> statement.setArray(at, jdbc.createArrayOf("text", texts));
            default -> statement.setObject(at, parameter);
        }
    }
}
