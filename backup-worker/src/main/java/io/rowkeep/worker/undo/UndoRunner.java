package io.rowkeep.worker.undo;

import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.NotRestorable;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.StoppableReads;
import io.rowkeep.worker.change.Changes;
import java.util.List;

/** Puts tables back as they were before a job. Stateless. */
public final class UndoRunner implements JobRunner<UndoSpec> {

    private final Changes changes;
    private final ObjectStore store;

    /** @param store where the safety backups are */
    public UndoRunner(Changes changes, ObjectStore store) {
        this.changes = changes;
        this.store = store;
    }

    @Override
    public Outcome run(UndoSpec spec, Attempt attempt) {
        BackupReader reader = new BackupReader(new StoppableReads(store, attempt));
        Outcome outcome = changes.run(spec, attempt, (source, session) -> {
            Manifest saved = safetyBackup(spec, reader);
            return switch (saved.holds()) {
                case ROWS -> UndoWork.prepare(spec, reader, saved, source, session, attempt);
                case BEFORE_IMAGES -> RevertWork.prepare(spec, reader, source, session, attempt);
                case QUERY_RESULT -> throw NotRestorable.refusal(saved.backupId(), saved.holds(), saved.jobId());
            };
        });
        return said(spec, outcome);
    }

    @Override
    public Outcome close(UndoSpec spec, Attempt attempt, Outcome ending) {
        return said(spec, changes.close(spec, attempt, ending));
    }

    /** Says so where no row had to be changed: as when the job was undone before. */
    private static Outcome said(UndoSpec spec, Outcome outcome) {
        if (!(outcome instanceof Outcome.Succeeded done)
                || done.statistics().tables().stream().anyMatch(UndoRunner::isChanged)) {
            return outcome;
        }
        String nothing =
                "The undo of job %s changed nothing: every row that it had saved is there, or another one has its place"
                        .formatted(spec.undoes());
        return new Outcome.Succeeded(done.statistics().remarking(List.of(nothing)), done.safetyBackup(), done.backup());
    }

    private static boolean isChanged(TableStatistics table) {
        RowChanges changes = table.changes();
        return changes != null && changes.inserted() + changes.updated() + changes.deleted() > 0;
    }

    private static Manifest safetyBackup(UndoSpec spec, BackupReader reader) {
        try {
            return reader.manifest(spec.source(), spec.dataset(), spec.backupId());
        } catch (BackupException e) {
            if (e.code() != ErrorCode.ARTIFACT_MISSING) {
                throw e;
            }
            throw new BackupException(
                    e.code(),
                    "Job %s cannot be undone any more: what it had saved of the tables, backup %s, is gone"
                            .formatted(spec.undoes(), spec.backupId()),
                    e);
        }
    }
}
