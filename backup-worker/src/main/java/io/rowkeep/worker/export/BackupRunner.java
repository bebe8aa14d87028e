package io.rowkeep.worker.export;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.Sources;

/** Backs up tables of a source, or all of it with the application's files; the manifest, written once and last, decides. Safe for use by many threads. */
public final class BackupRunner implements JobRunner<BackupSpec> {

    private final BackupJob job;
    private final SystemWriter system;

    /**
     * A runner for the sources of this worker.
     *
     * @param writer the one of this process
     */
    public BackupRunner(Sources sources, BackupWriter writer) {
        this.job = new BackupJob(sources, writer);
        this.system = new SystemWriter(writer);
    }

    @Override
    public Outcome run(BackupSpec spec, Attempt attempt) {
        NewBackup backup = backup(spec);
        return spec.format() == BackupFormat.SYSTEM
                ? job.run(backup, source -> system.store(backup, source, attempt), attempt)
                : job.run(backup, (source, session) -> open(spec, source, session), attempt);
    }

    @Override
    public Outcome close(BackupSpec spec, Attempt attempt, Outcome ending) {
        return job.close(backup(spec), attempt, ending);
    }

    private static OpenedTables open(BackupSpec spec, Source source, SourceSession session) {
        Selection selection = select(spec, source, session);
        return new OpenedTables(selection, session.openSnapshot(selection));
    }

    private static NewBackup backup(BackupSpec spec) {
        return new NewBackup(
                spec.source(), spec.dataset(), spec.backupId(), spec.format(), spec.label(), null, BackupContent.ROWS);
    }

    /** A backup of nothing would look like a success. */
    private static Selection select(BackupSpec spec, Source source, SourceSession session) {
        Selection selection = session.select(source.dataset(spec.dataset()), spec.tables());
        if (selection.tables().isEmpty()) {
            throw new BackupException(
                    ErrorCode.TABLE_NOT_FOUND,
                    "Dataset %s of source %s selects no table: there is nothing to back up; %d relations were left out"
                            .formatted(
                                    spec.dataset(),
                                    spec.source(),
                                    selection.skipped().size()));
        }
        return selection;
    }
}
