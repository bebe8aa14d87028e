package io.rowkeep.worker.undo;

import io.rowkeep.job.UndoSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;

/** Puts tables back as they were before a job. */
public final class UndoRunner implements JobRunner<UndoSpec> {

    @Override
    public Outcome run(UndoSpec spec, Attempt attempt) {
        throw new IllegalStateException();
    }

    @Override
    public Outcome close(UndoSpec spec, Attempt attempt, Outcome ending) {
        return ending;
    }
}
