package io.rowkeep.api.job;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobStatus;

/** A job that somebody waited for, and that ended without an answer. */
public final class JobFailure {

    private JobFailure() {}

    /** What the caller is told about it. */
    public static BackupException of(Job job) {
        if (job.status() == JobStatus.CANCELLED) {
            return new BackupException(
                    ErrorCode.JOB_ENDED, "Job %s that was to answer this was cancelled".formatted(job.id()));
        }
        JobError error = job.error();
        return error == null
                ? new BackupException(ErrorCode.INTERNAL, "Job %s failed without a reason".formatted(job.id()))
                : new BackupException(error.code(), error.message());
    }
}
