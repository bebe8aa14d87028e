package io.rowkeep.worker.system;

import io.rowkeep.job.RestoreMode;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;

/**
 * Who does which restore.
 *
 * @param tables puts rows into tables
 * @param system puts a whole database into an empty one
 */
public record RestoreModes(JobRunner<RestoreSpec> tables, JobRunner<RestoreSpec> system)
        implements JobRunner<RestoreSpec> {

    @Override
    public Outcome run(RestoreSpec spec, Attempt attempt) {
        return of(spec.mode()).run(spec, attempt);
    }

    @Override
    public Outcome close(RestoreSpec spec, Attempt attempt, Outcome ending) {
        return of(spec.mode()).close(spec, attempt, ending);
    }

    private JobRunner<RestoreSpec> of(RestoreMode mode) {
        return switch (mode) {
            case REPLACE, MERGE -> tables;
            case SYSTEM -> system;
        };
    }
}
