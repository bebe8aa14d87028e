package io.rowkeep.worker.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.dataset.TableName;
import io.rowkeep.dataset.TablePattern;
import io.rowkeep.failure.BackupException;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.ChangeSpec;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.JobId;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.clear.ClearRunner;
import io.rowkeep.worker.export.BackupRunner;
import io.rowkeep.worker.export.BackupWriter;
import io.rowkeep.worker.export.SafetyBackups;
import io.rowkeep.worker.restore.RestoreRunner;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceDefinition;
import io.rowkeep.worker.source.Sources;
import io.rowkeep.worker.source.postgres.PostgresLimits;
import io.rowkeep.worker.source.postgres.PostgresPrograms;
import io.rowkeep.worker.source.postgres.PostgresSource;
import io.rowkeep.worker.undo.UndoRunner;
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
            new PostgresLimits(64 << 20, Duration.ofMillis(500), 2, Duration.ofSeconds(10), Duration.ofSeconds(60));

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

    /** The source as one that wants a preview before every restore. */
    public final Source wary() {
        return new PostgresSource(
                new SourceDefinition(new SourceName("school"), SourceType.POSTGRESQL, List.of(), true, true),
                database.url(),
                database.username(),
                database.password(),
                HURRIED,
                PostgresPrograms.INSTALLED);
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

    /** Runs an attempt on these sources; without any on the one that allows everything. */
    public Outcome run(TestAttempt attempt, Source... on) {
        Changes changes = on.length == 0 ? changes(source) : changes(on);
        return switch ((ChangeSpec) attempt.claim().spec()) {
            case ClearSpec clear -> new ClearRunner(changes).run(clear, attempt);
            case RestoreSpec restore -> new RestoreRunner(changes, store).run(restore, attempt);
            case UndoSpec undo -> new UndoRunner(changes, store).run(undo, attempt);
        };
    }

    /** Runs a new job that is to succeed. */
    public Outcome.Succeeded done(ChangeSpec spec, Source... on) {
        return (Outcome.Succeeded) run(attempt(spec), on);
    }

    /** Runs a new job that is to be refused, and proves that it changed nothing. */
    public BackupException refused(ChangeSpec spec, Source... on) {
        Map<String, List<String>> before = contents();
        BackupException refusal = assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> run(attempt(spec), on))
                .actual();
        assertThat(contents()).isEqualTo(before);
        return refusal;
    }

    /** A real backup of all tables of a dataset. */
    public BackupId backUp(DatasetName dataset, Source on) {
        BackupId id = new BackupId(UUID.randomUUID());
        BackupSpec spec = new BackupSpec(on.name(), dataset, id, List.of(), BackupFormat.JSON, null);
        new BackupRunner(new Sources(List.of(on)), writer).run(spec, TestAttempt.backup(spec, 1, false));
        return id;
    }

    /** The source with one dataset: everything but what is excluded. */
    public Source withDataset(DatasetName name, List<String> excluded, KeepRule... rules) {
        List<TablePattern> exclude = excluded.stream().map(TablePattern::new).toList();
        DatasetDefinition dataset = new DatasetDefinition(name, List.of(), exclude, List.of(rules), null, null);
        return source(database.username(), database.password(), List.of(dataset));
    }

    public static KeepRule rule(String table, String predicate) {
        return new KeepRule(TableName.parse(table), predicate);
    }

    /** What a job says that it did with one table. */
    public static TableStatistics of(Outcome.Succeeded outcome, String table) {
        return outcome.statistics().tables().stream()
                .filter(statistics -> statistics.name().equals(TableName.parse(table)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No statistics of " + table));
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
