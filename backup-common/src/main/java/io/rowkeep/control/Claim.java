package io.rowkeep.control;

import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobSpec;
import io.rowkeep.job.WorkerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right of one worker to run one attempt, while its lease holds. Every write of the attempt carries it.
 *
 * @param job as it was when claimed
 * @param attempt the fencing epoch
 * @param undecided whether an earlier attempt reached {@code APPLYING}: its decision cell must be read before anything else
 * @param closing set when this attempt must not do the work but only end the job
 * @param claimedAt the control database's clock
 * @param sequence the number of the job's last event, which the progress of this attempt shares
 */
public record Claim(
        Job job,
        JobSpec spec,
        int attempt,
        WorkerId worker,
        boolean undecided,
        @Nullable Closing closing,
        Instant claimedAt,
        long sequence) {

    /** The claimed job. */
    public JobId jobId() {
        return job.id();
    }
}
