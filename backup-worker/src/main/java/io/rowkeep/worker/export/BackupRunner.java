package io.rowkeep.worker.export;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetQuery;
import io.rowkeep.dataset.InvalidParameter;
import io.rowkeep.dataset.QueryParameters;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.source.OpenedQuery;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.Sources;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Backs up tables of a source, the result of a query, or all of it with the application's files; the manifest, written once and last,
 * decides. Safe for use by many threads.
 */
public final class BackupRunner implements JobRunner<BackupSpec> {

    private final Sources sources;
    private final BackupJob job;
    private final SystemWriter system;

    /**
     * A runner for the sources of this worker.
     *
     * @param writer the one of this process
     */
    public BackupRunner(Sources sources, BackupWriter writer) {
        this.sources = sources;
        this.job = new BackupJob(sources, writer);
        this.system = new SystemWriter(writer);
    }

    @Override
    public Outcome run(BackupSpec spec, Attempt attempt) {
        if (spec.format() == BackupFormat.SYSTEM) {
            return job.run(ofTables(spec), source -> system.store(ofTables(spec), source, attempt), attempt);
        }
        DatasetDefinition dataset = sources.get(spec.source()).dataset(spec.dataset());
        DatasetQuery query = dataset.query();
        Map<String, String> parameters = parameters(spec, query);
        return query == null
                ? job.run(ofTables(spec), (source, session) -> openTables(spec, dataset, session), attempt)
                : job.run(
                        ofQuery(spec, parameters),
                        (source, session) -> openQuery(spec, query, parameters, session),
                        attempt);
    }

    @Override
    public Outcome close(BackupSpec spec, Attempt attempt, Outcome ending) {
        return job.close(ofTables(spec), attempt, ending);
    }

    private static NewBackup ofTables(BackupSpec spec) {
        return new NewBackup(
                spec.source(), spec.dataset(), spec.backupId(), spec.format(), spec.label(), null, BackupContent.ROWS);
    }

    private static NewBackup ofQuery(BackupSpec spec, Map<String, String> parameters) {
        return new NewBackup(
                spec.source(),
                spec.dataset(),
                spec.backupId(),
                spec.format(),
                spec.label(),
                null,
                BackupContent.QUERY_RESULT,
                parameters);
    }

    /** The API has checked them against what it knew of the dataset; this is what counts. */
    private static Map<String, String> parameters(BackupSpec spec, @Nullable DatasetQuery query) {
        try {
            return QueryParameters.checked(query == null ? List.of() : query.parameters(), spec.parameters());
        } catch (InvalidParameter e) {
            throw new BackupException(
                    ErrorCode.INVALID_REQUEST,
                    "Dataset %s of source %s: %s".formatted(spec.dataset(), spec.source(), e.getMessage()),
                    e);
        }
    }

    private static OpenedTables openQuery(
            BackupSpec spec, DatasetQuery query, Map<String, String> values, SourceSession session) {
        if (!List.of(query.result()).containsAll(spec.tables())) {
            throw new BackupException(
                    ErrorCode.TABLE_NOT_FOUND,
                    "Dataset %s of source %s is the result of a query: its only table is %s"
                            .formatted(spec.dataset(), spec.source(), query.result()));
        }
        OpenedQuery opened = session.openQuery(query, values);
        return new OpenedTables(new Selection(List.of(opened.result()), List.of(), List.of()), opened.snapshot());
    }

    /** A backup of nothing would look like a success. */
    private static OpenedTables openTables(BackupSpec spec, DatasetDefinition dataset, SourceSession session) {
        Selection selection = session.select(dataset, spec.tables());
        if (selection.tables().isEmpty()) {
            throw new BackupException(
                    ErrorCode.TABLE_NOT_FOUND,
                    "Dataset %s of source %s selects no table: there is nothing to back up; %d relations were left out"
                            .formatted(
                                    spec.dataset(),
                                    spec.source(),
                                    selection.skipped().size()));
        }
        return new OpenedTables(selection, session.openSnapshot(selection));
    }
}
