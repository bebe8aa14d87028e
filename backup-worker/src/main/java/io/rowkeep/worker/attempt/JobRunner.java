package io.rowkeep.worker.attempt;

import io.rowkeep.job.JobSpec;

/**
 * Does one kind of job. Stateless; safe for use by many threads.
 *
 * @param <S> the specification of that kind
 */
public interface JobRunner<S extends JobSpec> {

    /**
     * Does the work. When an earlier attempt may have decided the job, reads its cell first and goes by it.
     *
     * @throws io.rowkeep.failure.BackupException when this attempt failed; the code says whether another one makes sense
     * @throws AttemptStopped as {@link Attempt#checkpoint()} says
     */
    Outcome run(S spec, Attempt attempt);

    /**
     * Ends the job without effect: where it is undecided, writes the decision cell against it.
     *
     * @param ending how the job is to end: {@link Outcome.Failed} or {@link Outcome.Cancelled}
     * @return that ending, or {@link Outcome.Succeeded} when the cell had been decided for the job before
     */
    Outcome close(S spec, Attempt attempt, Outcome ending);
}
