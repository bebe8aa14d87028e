package io.rowkeep.worker.clear;

import io.rowkeep.job.ClearSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;

/** Empties tables of a source. */
public final class ClearRunner implements JobRunner<ClearSpec> {

    @Override
    public Outcome run(ClearSpec spec, Attempt attempt) {
        throw new IllegalStateException();
    }

    @Override
    public Outcome close(ClearSpec spec, Attempt attempt, Outcome ending) {
        return ending;
    }
}
