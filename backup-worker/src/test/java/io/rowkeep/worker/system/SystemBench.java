package io.rowkeep.worker.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.DriftPolicy;
import io.rowkeep.job.JobId;
import io.rowkeep.job.RestoreMode;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.TriggerPolicy;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.change.MemoryStore;
import io.rowkeep.worker.export.BackupRunner;
import io.rowkeep.worker.export.BackupWriter;
import io.rowkeep.worker.source.FileFolder;
import io.rowkeep.worker.source.PathPattern;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceDefinition;
import io.rowkeep.worker.source.Sources;
import io.rowkeep.worker.source.postgres.PostgresLimits;
import io.rowkeep.worker.source.postgres.PostgresPrograms;
import io.rowkeep.worker.source.postgres.PostgresSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A database with files, an empty one beside it, and the means to take the one into the other. */
final class SystemBench {

    static final SourceName GUESTS = new SourceName("guests");
    static final SourceName COPY = new SourceName("guests-copy");

    final TestDatabase database = PostgresServer.shared().database();
    final TestDatabase copy = PostgresServer.shared().database();
    final MemoryStore store = new MemoryStore();
    final Map<BackupId, String> remembered = new HashMap<>();
    private final Path uploads;
    private final Path restored;
    private PostgresPrograms programs = PostgresPrograms.INSTALLED;

    /** @param folder of both folders of files */
    SystemBench(Path folder) {
        this.uploads = folder.resolve("uploads");
        this.restored = folder.resolve("restored");
    }

    Path uploads() {
        return uploads;
    }

    Path restored() {
        return restored;
    }

    /** Looks for programs of PostgreSQL in that folder only. */
    void programs(Path folder) {
        programs = new PostgresPrograms(folder);
    }

    static void sql(TestDatabase database, String... statements) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String ask(TestDatabase database, String question) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Sources sources() {
        return new Sources(List.of(source(GUESTS, database, uploads), source(COPY, copy, restored)));
    }

    private Source source(SourceName name, TestDatabase of, Path folder) {
        FileFolder files = new FileFolder(folder, List.of(new PathPattern("**")), List.of());
        return new PostgresSource(
                new SourceDefinition(name, SourceType.POSTGRESQL, List.of(), false, false, files),
                of.url(),
                of.username(),
                of.password(),
                PostgresLimits.DEFAULT,
                programs);
    }

    static BackupSpec backupSpec() {
        return new BackupSpec(
                GUESTS, DatasetName.ALL, new BackupId(UUID.randomUUID()), List.of(), BackupFormat.SYSTEM, null);
    }

    Outcome backUp(BackupSpec spec, TestAttempt attempt) {
        return new BackupRunner(sources(), new BackupWriter(store, Clock.systemUTC(), 1 << 20)).run(spec, attempt);
    }

    /** Backs up and remembers the manifest, as a job's end does. */
    BackupId backUp() {
        BackupSpec spec = backupSpec();
        Outcome outcome = backUp(spec, TestAttempt.backup(spec, 1, false));
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        BackupRecord record = Objects.requireNonNull(((Outcome.Succeeded) outcome).backup());
        remembered.put(spec.backupId(), Objects.requireNonNull(record.manifestSha256()));
        return spec.backupId();
    }

    SystemRestore restore() {
        return new SystemRestore(sources(), store, id -> Optional.ofNullable(remembered.get(id)));
    }

    static RestoreSpec intoCopy(BackupId backup) {
        return new RestoreSpec(
                COPY,
                DatasetName.ALL,
                backup,
                GUESTS,
                null,
                RestoreMode.SYSTEM,
                List.of(),
                null,
                DriftPolicy.STRICT,
                TriggerPolicy.SKIP,
                false,
                null,
                false);
    }

    static TestAttempt attempt(RestoreSpec spec) {
        return TestAttempt.change(new JobId(UUID.randomUUID()), spec, 1, false);
    }

    Outcome restore(BackupId backup) {
        RestoreSpec spec = intoCopy(backup);
        return restore().run(spec, attempt(spec));
    }

    /** What {@code pg_dump} says of a database, without what is different in every dump. */
    static String dumped(TestDatabase of) {
        int port = Integer.parseInt(of.url().replaceAll(".*:([0-9]+)/.*", "$1"));
        ProcessBuilder builder = new ProcessBuilder(
                "pg_dump",
                "-h",
                "localhost",
                "-p",
                String.valueOf(port),
                "-U",
                of.username(),
                "-N",
                "rowkeep",
                of.name());
        builder.environment().put("PGPASSWORD", of.password());
        try {
            Process process =
                    builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return text.replaceAll("(?m)^\\\\(un)?restrict .*$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
