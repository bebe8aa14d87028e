package io.rowkeep.worker.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.ImportFormat;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.job.JobError;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.export.BackupJob;
import io.rowkeep.worker.export.BackupRunner;
import io.rowkeep.worker.export.BackupWriter;
import io.rowkeep.worker.settings.ImportLimits;
import io.rowkeep.worker.source.Sources;
import io.rowkeep.worker.source.postgres.PostgresLimits;
import io.rowkeep.worker.source.postgres.PostgresSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A database, a bucket, and an importing worker between them. */
final class ImportSite {

    private static final SourceName SOURCE = new SourceName("school");

    final UploadBucket bucket = new UploadBucket();
    private final TestDatabase database = PostgresServer.shared().database();

    ImportSite sql(String... statements) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    ImportSpec upload(byte[] file, @Nullable String table, @Nullable ImportFormat format) {
        BackupId backup = new BackupId(UUID.randomUUID());
        TableName name = table == null ? null : TableName.parse(table);
        return new ImportSpec(
                SOURCE,
                DatasetName.ALL,
                backup,
                name,
                format,
                bucket.upload(SOURCE, backup, file, 100_000),
                "made elsewhere");
    }

    ImportRunner runner() {
        return runner(database.username(), database.password());
    }

    /** A worker that connects as another role. */
    ImportRunner runner(String role, String password) {
        PostgresSource source = source(role, password);
        return new ImportRunner(
                new BackupJob(new Sources(List.of(source)), new BackupWriter(bucket, InstantSource.system(), 16 << 20)),
                bucket,
                ImportLimits.DEFAULT,
                1 << 20);
    }

    private PostgresSource source(String role, String password) {
        return new PostgresSource(SOURCE, database.url(), role, password, List.of(), true, PostgresLimits.DEFAULT);
    }

    /** Backs up a table as every backup is. */
    Manifest backedUp(BackupFormat format, String table) {
        BackupSpec spec = new BackupSpec(
                SOURCE,
                DatasetName.ALL,
                new BackupId(UUID.randomUUID()),
                List.of(TableName.parse(table)),
                format,
                null);
        new BackupRunner(
                        new Sources(List.of(source(database.username(), database.password()))),
                        new BackupWriter(bucket, InstantSource.system(), 16 << 20))
                .run(spec, TestAttempt.backup(spec, 1, false));
        return new BackupReader(bucket).manifest(SOURCE, DatasetName.ALL, spec.backupId());
    }

    /** Imports a file; the upload must be gone afterwards. */
    Manifest imported(String file, @Nullable String table, @Nullable ImportFormat format) {
        return imported(file.getBytes(StandardCharsets.UTF_8), table, format);
    }

    Manifest imported(byte[] file, @Nullable String table, @Nullable ImportFormat format) {
        ImportSpec spec = upload(file, table, format);
        Outcome outcome = runner().run(spec, TestAttempt.imports(spec, 1, false));
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        assertThat(bucket.list(spec.upload().folder())).isEmpty();
        return new BackupReader(bucket).manifest(SOURCE, DatasetName.ALL, spec.backupId());
    }

    /** Imports a file that is refused; when its job was closed, nothing but the cell that says so is left of it. */
    BackupException refused(ImportRunner runner, String file, @Nullable String table, @Nullable ImportFormat format) {
        return refused(runner, file.getBytes(StandardCharsets.UTF_8), table, format);
    }

    BackupException refused(ImportRunner runner, byte[] file, @Nullable String table, @Nullable ImportFormat format) {
        ImportSpec spec = upload(file, table, format);
        TestAttempt attempt = TestAttempt.imports(spec, 1, false);
        BackupException refusal = catchThrowableOfType(BackupException.class, () -> runner.run(spec, attempt));
        runner.close(
                spec, attempt, new Outcome.Failed(new JobError(refusal.code(), String.valueOf(refusal.getMessage()))));
        assertThat(bucket.objects.keySet())
                .filteredOn(key -> key.contains(spec.backupId().toString()))
                .containsExactly("school/all/%s/manifest.json".formatted(spec.backupId()));
        return refusal;
    }

    /** What the backup holds of a table, as lines of COPY text. */
    String stored(Manifest manifest, String table) {
        TableEntry entry = entry(manifest, table);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        try {
            new BackupReader(bucket).readRows(manifest, entry, lines::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.toString(StandardCharsets.UTF_8);
    }

    /** The same in the backup's own format, as a download has it. */
    String encoded(Manifest manifest, String table) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            new BackupReader(bucket)
                    .readTable(
                            ArtifactKeys.of(SOURCE, DatasetName.ALL, manifest.backupId()),
                            entry(manifest, table),
                            file::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString(StandardCharsets.UTF_8);
    }

    static TableEntry entry(Manifest manifest, String table) {
        return manifest.tables().stream()
                .filter(entry -> entry.name().equals(TableName.parse(table)))
                .findFirst()
                .orElseThrow();
    }

    /** What the server prints, asked without any of our code. */
    String copied(String what) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'; set datestyle = 'ISO'; set extra_float_digits = 3;"
                    + " set search_path = ''; set lc_monetary = 'C'");
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + what + " to stdout", lines);
            return lines.toString(StandardCharsets.UTF_8);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
