package io.rowkeep.worker.restore;

import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.StoppableReads;
import io.rowkeep.worker.change.Changes;

/** Restores tables of a backup. Stateless. */
public final class RestoreRunner implements JobRunner<RestoreSpec> {

    private final Changes changes;
    private final ObjectStore store;

    /** @param store where the backups are */
    public RestoreRunner(Changes changes, ObjectStore store) {
        this.changes = changes;
        this.store = store;
    }

    @Override
    public Outcome run(RestoreSpec spec, Attempt attempt) {
        BackupReader reader = new BackupReader(new StoppableReads(store, attempt));
        return changes.run(spec, attempt, (source, session) -> {
            Manifest manifest = reader.manifest(spec.source(), spec.dataset(), spec.backupId());
            return RestoreWork.prepare(SavedTables.of(reader, manifest, spec.tables()), source, session, attempt);
        });
    }

    @Override
    public Outcome close(RestoreSpec spec, Attempt attempt, Outcome ending) {
        return changes.close(spec, attempt, ending);
    }
}
