package io.rowkeep.worker.restore;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.JobId;
import io.rowkeep.job.RestoreMode;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.Sources;
import io.rowkeep.worker.source.postgres.PostgresLimits;
import io.rowkeep.worker.source.postgres.PostgresSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A database, a bucket and a runner, and what a test does with them. */
final class RestoreBench {

    static final PostgresLimits HURRIED =
            new PostgresLimits(64 << 20, Duration.ofMillis(500), 2, Duration.ofSeconds(10), Duration.ofSeconds(15));

    final TestDatabase database = PostgresServer.shared().database();
    final MemoryStore store = new MemoryStore();
    final Source source = source(database.username(), database.password(), List.of());
    private final RestoreRunner runner = new RestoreRunner(new Sources(List.of(source)), store);

    Source source(String username, String password, List<DatasetDefinition> datasets) {
        return new PostgresSource(
                new SourceName("school"), database.url(), username, password, datasets, true, HURRIED);
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

    String value(String query) {
        return column(query).getFirst();
    }

    /** Every row of every table, as the server prints it. */
    Map<String, List<String>> contents() {
        Map<String, List<String>> contents = new TreeMap<>();
        for (String table : column("""
                select case when c.relkind = 'p' then '' else 'only ' end || format('%I.%I', n.nspname, c.relname)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'rowkeep')
                  and not c.relispartition
                """)) {
            contents.put(table, column("select t::text collate \"C\" from %s t order by 1".formatted(table)));
        }
        return contents;
    }

    SavedBackup backup(BackupFormat format, String... tables) {
        return SavedBackup.of(store, source, DatasetName.ALL, format, names(tables));
    }

    RestoreSpec spec(SavedBackup backup, String... tables) {
        return new RestoreSpec(source.name(), DatasetName.ALL, backup.id, RestoreMode.REPLACE, names(tables), true);
    }

    TestAttempt attempt(RestoreSpec spec) {
        return TestAttempt.restore(new JobId(UUID.randomUUID()), spec, 1, false);
    }

    Outcome.Succeeded restore(SavedBackup backup, String... tables) {
        RestoreSpec spec = spec(backup, tables);
        return (Outcome.Succeeded) run(attempt(spec));
    }

    Outcome run(TestAttempt attempt) {
        return runner.run((RestoreSpec) attempt.claim().spec(), attempt);
    }

    Outcome close(TestAttempt attempt, Outcome ending) {
        return runner.close((RestoreSpec) attempt.claim().spec(), attempt, ending);
    }

    private static List<TableName> names(String... tables) {
        return Arrays.stream(tables).map(TableName::parse).toList();
    }
}
