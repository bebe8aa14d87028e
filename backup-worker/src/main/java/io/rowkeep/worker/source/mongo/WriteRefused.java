package io.rowkeep.worker.source.mongo;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import java.util.Objects;

/** The server will not take a document that was planned, however often it is asked. */
final class WriteRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final JobError error;

    WriteRefused(BackupException cause) {
        super(cause.getMessage(), cause);
        ErrorCode code = cause.code();
        this.error = new JobError(code, Objects.requireNonNullElse(cause.getMessage(), code.name()));
    }

    /** What the job ends with. */
    JobError error() {
        return error;
    }
}
