package io.rowkeep.worker.imports;

import io.rowkeep.job.ImportSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;

/** Imports files. */
public final class ImportRunner implements JobRunner<ImportSpec> {

    @Override
    public Outcome run(ImportSpec spec, Attempt attempt) {
        throw new IllegalStateException();
    }

    @Override
    public Outcome close(ImportSpec spec, Attempt attempt, Outcome ending) {
        throw new IllegalStateException();
    }
}
