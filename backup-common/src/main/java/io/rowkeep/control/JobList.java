package io.rowkeep.control;

import io.rowkeep.job.Job;
import org.jspecify.annotations.Nullable;

/** Lists jobs, newest first. Thread-safe. */
public final class JobList {

    /**
     * One page.
     *
     * @param cursor from the page before; null for the first
     * @param limit 1 to 500
     * @throws io.rowkeep.failure.BackupException with {@code INVALID_REQUEST} when the cursor is not one of ours
     */
    public Page<Job> page(JobFilter filter, @Nullable String cursor, int limit) {
        throw new IllegalStateException();
    }
}
