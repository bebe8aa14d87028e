package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.Requester;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import io.rowkeep.worker.source.LedgerRow;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A database of its own and sessions that change it. */
final class TargetBench {

    static final PostgresLimits LIMITS =
            new PostgresLimits(64 << 20, Duration.ofMillis(500), 2, Duration.ofSeconds(10), Duration.ofSeconds(60));

    private final TestDatabase database = PostgresServer.shared().database();

    PostgresSource source(PostgresLimits limits) {
        return new PostgresSource(
                new SourceName("school"),
                database.url(),
                database.username(),
                database.password(),
                List.of(DatasetDefinition.all()),
                true,
                limits);
    }

    TargetSession session() {
        return session(LIMITS);
    }

    TargetSession session(PostgresLimits limits) {
        TargetSession session = source(limits).openTarget(new SessionTag("test", 1));
        session.ensureLedger();
        return session;
    }

    static TargetChange begin(TargetSession session, String... tables) {
        LedgerRow row = LedgerRow.applied(new JobId(UUID.randomUUID()), 1, new Requester("tests"), null);
        return session.begin(row, names(tables)).orElseThrow();
    }

    /** Does something to tables and commits it. */
    void change(List<String> tables, Consumer<TargetChange> work) {
        try (TargetSession session = session();
                TargetChange change = begin(session, tables.toArray(String[]::new))) {
            work.accept(change);
            change.apply();
            change.settle(Map.of());
            change.commit(JobStatistics.of(List.of(), 1, List.of(), List.of()), null);
        }
    }

    /** Runs statements, each in its own transaction. */
    void sql(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    Connection connect() throws SQLException {
        return database.dataSource().getConnection();
    }

    /** The first column of a query, as text. */
    List<String> column(String query) {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
        return values;
    }

    static KeepRule rule(String table, String predicate) {
        return new KeepRule(TableName.parse(table), predicate);
    }

    static TableName table(String name) {
        return TableName.parse(name);
    }

    static List<TableName> names(String... tables) {
        return Arrays.stream(tables).map(TableName::parse).toList();
    }

    /** Rows of a table in COPY text. */
    static LineSource lines(String... lines) {
        return sink -> {
            for (String line : lines) {
                byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
                sink.write(bytes, 0, bytes.length);
            }
        };
    }
}
