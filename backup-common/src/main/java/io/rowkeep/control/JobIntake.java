package io.rowkeep.control;

import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobSpec;
import org.jspecify.annotations.Nullable;

/** Takes requests: the job, its command in the outbox, the audit entry and the idempotency key in one transaction. Thread-safe. */
public final class JobIntake {

    /**
     * Records a job.
     *
     * @throws io.rowkeep.failure.BackupException with {@code IDEMPOTENCY_KEY_REUSED} when the key came with another request
     */
    public Submission submit(JobSpec spec, Caller caller, @Nullable IdempotencyKey key) {
        throw new IllegalStateException();
    }

    /**
     * Asks for the end of a job. One that no attempt was made at ends at once; the flag of any other is for its worker.
     *
     * @return the job as it is now
     * @throws io.rowkeep.failure.BackupException with {@code JOB_ENDED} when it has ended otherwise; {@code JOB_NOT_FOUND}
     */
    public Job cancel(JobId id, Caller caller) {
        throw new IllegalStateException();
    }
}
