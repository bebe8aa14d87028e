package io.rowkeep.worker.restore;

import io.rowkeep.artifact.BackupReader;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.StoppableReads;
import io.rowkeep.worker.change.Changes;
import io.rowkeep.worker.change.TableWork;
import org.jspecify.annotations.Nullable;

/** Restores tables of a backup, or says what that would do. Stateless. */
public final class RestoreRunner implements JobRunner<RestoreSpec> {

    private final Changes changes;
    private final ObjectStore store;

    /** @param store where the backups are, and where the differences go that a preview finds */
    public RestoreRunner(Changes changes, ObjectStore store) {
        this.changes = changes;
        this.store = store;
    }

    @Override
    public Outcome run(RestoreSpec spec, Attempt attempt) {
        return spec.dryRun() ? preview(spec, attempt) : changes.run(spec, attempt, work(spec, attempt, null));
    }

    private Outcome preview(RestoreSpec spec, Attempt attempt) {
        DifferenceList shown = new DifferenceList(store, attempt);
        Outcome outcome = changes.preview(spec, attempt, work(spec, attempt, shown));
        shown.finish();
        return outcome;
    }

    private TableWork work(RestoreSpec spec, Attempt attempt, @Nullable DifferenceList shown) {
        BackupReader reader = new BackupReader(new StoppableReads(store, attempt));
        return (source, session) -> RestoreWork.prepare(spec, reader, source, session, attempt, shown);
    }

    @Override
    public Outcome close(RestoreSpec spec, Attempt attempt, Outcome ending) {
        return changes.close(spec, attempt, ending);
    }
}
