package io.rowkeep.worker.prune;

import io.rowkeep.job.PruneSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;

/** Deletes a backup from storage. */
public final class PruneRunner implements JobRunner<PruneSpec> {

    @Override
    public Outcome run(PruneSpec spec, Attempt attempt) {
        throw new IllegalStateException();
    }

    @Override
    public Outcome close(PruneSpec spec, Attempt attempt, Outcome ending) {
        return ending;
    }
}
