package io.rowkeep.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A job had not ended when the time to wait for it was over. It goes on. */
public final class JobTimeoutException extends RowkeepException {

    /** The code of this exception. */
    public static final String CODE = "JOB_NOT_ENDED";

    private final transient Job job;

    JobTimeoutException(Job job, Duration waited, @Nullable RowkeepException lastFailure) {
        super(
                0,
                CODE,
                "The %s job %s was %s after %s; it goes on".formatted(job.kind(), job.id(), job.status(), waited),
                lastFailure);
        this.job = job;
    }

    /** The job as it was last seen. */
    public Job job() {
        return job;
    }
}
