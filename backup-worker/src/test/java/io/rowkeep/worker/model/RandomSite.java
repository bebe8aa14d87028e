package io.rowkeep.worker.model;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.dataset.TablePattern;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.ChangeSpec;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.change.ChangeBench;
import io.rowkeep.worker.export.BackupRunner;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.Sources;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A database with the random tables in two schemas, and the worker's own runners of jobs. */
final class RandomSite implements AutoCloseable {

    static final SourceName SOURCE = new SourceName("school");
    static final DatasetName DATASET = new DatasetName("random");
    static final String HOME = "public";
    static final String COPY = "copy";

    private final ChangeBench bench = new ChangeBench();
    private final Source source;
    private final Connection database;

    RandomSite(ModelSchema schema) throws SQLException {
        List<KeepRule> rules = new ArrayList<>();
        for (ModelTable table : schema.tables()) {
            if (table.has(ModelTable.KEEP)) {
                rules.add(new KeepRule(new TableName(HOME, table.name()), "keep"));
                rules.add(new KeepRule(new TableName(COPY, table.name()), "keep"));
            }
        }
        source = bench.source(
                bench.database.username(),
                bench.database.password(),
                List.of(new DatasetDefinition(
                        DATASET,
                        List.of(new TablePattern("public.*")),
                        List.of(),
                        rules,
                        ModelTable.UPDATED_AT,
                        null)));
        database = bench.connect();
        run("set timezone to 'UTC'");
        run(SchemaSql.TYPES);
        run("create schema " + COPY);
        run(new SchemaSql(schema, HOME, 3).create());
        run(new SchemaSql(schema, COPY, 2).create());
    }

    /** Prints as our own sessions do. */
    Connection database() {
        return database;
    }

    /** Gives the tables of the other schema the same rows; all at once, because they may refer to each other in a circle. */
    void copyAll(ModelSchema schema) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (ModelTable table : schema.tables()) {
            String columns = String.join(
                    ", ", table.columns().stream().map(ModelColumn::name).toList());
            parts.add("c%1$d as (insert into copy.%2$s (%3$s) overriding system value select %3$s from public.%2$s)"
                    .formatted(parts.size(), table.name(), columns));
        }
        run("with %s select 1".formatted(String.join(", ", parts)));
    }

    BackupId backUp(BackupFormat format) {
        BackupId id = new BackupId(UUID.randomUUID());
        BackupSpec spec = new BackupSpec(source.name(), DATASET, id, List.of(), format, null);
        Outcome outcome = new BackupRunner(new Sources(List.of(source)), bench.writer)
                .run(spec, TestAttempt.backup(spec, 1, false));
        if (!(outcome instanceof Outcome.Succeeded)) {
            throw new AssertionError("The backup ended as " + outcome);
        }
        return id;
    }

    Ended run(ChangeSpec spec) {
        TestAttempt attempt = bench.attempt(spec);
        JobId job = attempt.claim().jobId();
        try {
            return switch (bench.run(attempt, source)) {
                case Outcome.Succeeded done -> new Ended(job, null, "", done.statistics(), done.safetyBackup());
                case Outcome.Failed failed ->
                    new Ended(job, failed.error().code(), failed.error().message(), null, null);
                case Outcome.Cancelled cancelled -> throw new AssertionError("Nobody cancelled it: " + cancelled);
            };
        } catch (BackupException e) {
            return new Ended(job, e.code(), String.valueOf(e.getMessage()), null, null);
        }
    }

    /**
     * How a job ended.
     *
     * @param failure null when it succeeded
     */
    record Ended(
            JobId job,
            @Nullable ErrorCode failure,
            String message,
            @Nullable JobStatistics statistics,
            @Nullable BackupId saved) {}

    private void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
