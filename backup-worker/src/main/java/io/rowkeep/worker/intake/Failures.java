package io.rowkeep.worker.intake;

import io.rowkeep.control.Claim;
import io.rowkeep.control.Closing;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.failure.ErrorType;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobError;
import io.rowkeep.worker.attempt.Outcome;

/** What a failure means for its job. */
final class Failures {

    private Failures() {}

    /** Whether another attempt makes sense. */
    static boolean isTransient(Throwable failure) {
        return failure instanceof BackupException known && known.type() == ErrorType.TRANSIENT;
    }

    /** What is recorded and shown; of an unexpected failure only its kind, because its message may hold anything. */
    static JobError errorOf(Throwable failure, Claim claim) {
        if (failure instanceof BackupException known) {
            String message = known.getMessage();
            return new JobError(known.code(), message == null ? known.code().name() : message);
        }
        Job job = claim.job();
        String what = failure instanceof OutOfMemoryError
                ? "ran out of memory"
                : "met an unexpected " + failure.getClass().getSimpleName();
        return new JobError(
                ErrorCode.INTERNAL,
                "The %s of dataset %s of source %s %s; the log of worker %s has the details"
                        .formatted(job.kind().id(), job.dataset(), job.source(), what, claim.worker()));
    }

    /** How an attempt that only closes its job is to end it. */
    static Outcome endingOf(Claim claim, Closing closing) {
        return switch (closing) {
            case CANCELLED -> new Outcome.Cancelled();
            case EXHAUSTED -> new Outcome.Failed(exhausted(claim.job()));
        };
    }

    private static JobError exhausted(Job job) {
        JobError last = job.error();
        String message = last == null
                ? "Every attempt at the job was lost with its worker"
                : "No attempt at the job succeeded; the last one ended with %s: %s"
                        .formatted(last.code(), last.message());
        return new JobError(ErrorCode.ATTEMPTS_EXHAUSTED, message);
    }
}
