package io.rowkeep.message;

import io.rowkeep.job.JobId;
import java.util.Objects;

/** Tells every worker that a job's cancellation was recorded; the flag in the job's row is what counts. */
public record CancelNotice(JobId jobId) {

    public CancelNotice {
        Objects.requireNonNull(jobId, "jobId");
    }
}
