package io.rowkeep.worker.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.source.FileFolder;
import io.rowkeep.worker.source.PathPattern;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceDefinition;
import io.rowkeep.worker.source.Sources;
import io.rowkeep.worker.source.postgres.PostgresLimits;
import io.rowkeep.worker.source.postgres.PostgresPrograms;
import io.rowkeep.worker.source.postgres.PostgresSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A database of its own, a bucket, and the means to back up the one into the other and to look at both. */
final class Exports {

    static final SourceName SOURCE = new SourceName("school");

    private static final PostgresLimits LIMITS =
            new PostgresLimits(64 << 20, Duration.ofMillis(300), 2, Duration.ofSeconds(10), Duration.ofSeconds(15));

    final TestDatabase database = PostgresServer.shared().database();
    final Bucket bucket = new Bucket();
    private final int partBytes;
    private List<DatasetDefinition> datasets = List.of();
    private @Nullable FileFolder files;
    private PostgresPrograms programs = PostgresPrograms.INSTALLED;

    Exports() {
        this(16 << 20);
    }

    Exports(int partBytes) {
        this.partBytes = partBytes;
    }

    Exports sql(String... statements) {
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

    /** Gives the source these datasets besides {@code all}. */
    void configure(DatasetDefinition... definitions) {
        datasets = List.of(definitions);
    }

    /** Gives the application files. */
    void files(Path folder, List<String> include, List<String> exclude) {
        files = new FileFolder(
                folder,
                include.stream().map(PathPattern::new).toList(),
                exclude.stream().map(PathPattern::new).toList());
    }

    /** Looks for programs of PostgreSQL in that folder only. */
    void programs(Path folder) {
        programs = new PostgresPrograms(folder);
    }

    BackupRunner runner() {
        return runner(LIMITS);
    }

    BackupRunner runner(PostgresLimits limits) {
        return new BackupRunner(
                new Sources(List.of(source(limits))), new BackupWriter(bucket, InstantSource.system(), partBytes));
    }

    Source source() {
        return source(LIMITS);
    }

    private Source source(PostgresLimits limits) {
        return new PostgresSource(
                new SourceDefinition(SOURCE, SourceType.POSTGRESQL, datasets, true, false, files),
                database.url(),
                database.username(),
                database.password(),
                limits,
                programs);
    }

    static BackupSpec spec(BackupFormat format, String... tables) {
        return spec(DatasetName.ALL, format, tables);
    }

    static BackupSpec spec(DatasetName dataset, BackupFormat format, String... tables) {
        return new BackupSpec(
                SOURCE,
                dataset,
                new BackupId(UUID.randomUUID()),
                Arrays.stream(tables).map(TableName::parse).toList(),
                format,
                null);
    }

    Manifest backUp(BackupFormat format, String... tables) {
        return backUp(spec(format, tables));
    }

    Manifest backUpSystem() {
        return backUp(BackupFormat.SYSTEM);
    }

    Manifest backUp(BackupSpec spec) {
        Outcome outcome = runner().run(spec, TestAttempt.backup(spec, 1, false));
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        return manifest(spec);
    }

    Manifest manifest(BackupSpec spec) {
        return new BackupReader(bucket).manifest(SOURCE, spec.dataset(), spec.backupId());
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

    static TableEntry entry(Manifest manifest, String table) {
        return manifest.tables().stream()
                .filter(entry -> entry.name().equals(TableName.parse(table)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No table %s among %s"
                        .formatted(
                                table,
                                manifest.tables().stream().map(TableEntry::name).toList())));
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

    String folder(BackupSpec spec) {
        return ArtifactKeys.of(SOURCE, DatasetName.ALL, spec.backupId()).folder();
    }
}
