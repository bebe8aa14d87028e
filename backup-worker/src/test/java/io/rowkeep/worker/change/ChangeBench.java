package io.rowkeep.worker.change;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.ChangeSpec;
import io.rowkeep.job.JobId;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.export.BackupWriter;
import io.rowkeep.worker.export.SafetyBackups;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.Sources;
import io.rowkeep.worker.source.postgres.PostgresLimits;
import io.rowkeep.worker.source.postgres.PostgresSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A database and a bucket, and what a test of a job that changes tables does with them. */
public class ChangeBench {

    public static final PostgresLimits HURRIED =
            new PostgresLimits(64 << 20, Duration.ofMillis(500), 2, Duration.ofSeconds(10), Duration.ofSeconds(15));

    public final TestDatabase database = PostgresServer.shared().database();
    public final MemoryStore store = new MemoryStore();

    /** Allows everything and has no keep rules. */
    public final Source source = source(database.username(), database.password(), List.of());

    /** The one writer of this process. */
    public final BackupWriter writer = new BackupWriter(store, Clock.systemUTC(), 1 << 20);

    public final Source source(String username, String password, List<DatasetDefinition> datasets) {
        return source(username, password, datasets, true);
    }

    public final Source source(
            String username, String password, List<DatasetDefinition> datasets, boolean safetyBackupOptional) {
        return new PostgresSource(
                new SourceName("school"), database.url(), username, password, datasets, safetyBackupOptional, HURRIED);
    }

    /** The way to change these sources. */
    public Changes changes(Source... sources) {
        return new Changes(
                new Sources(List.of(sources)), new SafetyBackups(writer, new TimeOrderedIds(Clock.systemUTC())));
    }

    /** A first attempt at a new job. */
    public TestAttempt attempt(ChangeSpec spec) {
        return TestAttempt.change(new JobId(UUID.randomUUID()), spec, 1, false);
    }

    /** The attempt after one that may have decided its job. */
    public TestAttempt after(TestAttempt earlier) {
        return TestAttempt.change(
                earlier.claim().jobId(),
                (ChangeSpec) earlier.claim().spec(),
                earlier.claim().attempt() + 1,
                true);
    }

    /** Runs statements, each in its own transaction. */
    public void sql(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    public Connection connect() throws SQLException {
        return database.dataSource().getConnection();
    }

    /** The first column of a query, as text. */
    public List<String> column(String query) {
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

    public String value(String query) {
        return column(query).getFirst();
    }

    /** Every row of every table, as the server prints it. */
    public Map<String, List<String>> contents() {
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

    public static List<TableName> names(String... tables) {
        return Arrays.stream(tables).map(TableName::parse).toList();
    }
}
