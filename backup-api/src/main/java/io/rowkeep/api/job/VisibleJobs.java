package io.rowkeep.api.job;

import io.rowkeep.api.security.Access;
import io.rowkeep.control.JobStore;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import org.springframework.stereotype.Component;

/** The jobs that a caller may know of. Thread-safe. */
@Component
public final class VisibleJobs {

    private final JobStore jobs;

    VisibleJobs(JobStore jobs) {
        this.jobs = jobs;
    }

    /**
     * One of them.
     *
     * @throws BackupException with {@code JOB_NOT_FOUND}, also when there is one that the caller may not know of
     */
    public Job require(Access access, JobId id) {
        return jobs.find(id).filter(job -> access.sees(job.source())).orElseThrow(() -> missing(id));
    }

    /** Says that there is no such job, to be thrown. */
    public static BackupException missing(JobId id) {
        return new BackupException(
                ErrorCode.JOB_NOT_FOUND, "There is no job %s; GET /api/v1/jobs lists those there are".formatted(id));
    }
}
