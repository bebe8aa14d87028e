package io.rowkeep.api.job;

import io.rowkeep.api.request.Wait;
import io.rowkeep.job.Job;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers requests for dry runs. Thread-safe. */
@Component
public final class DryRuns {

    private final Waiting waiting;

    DryRuns(Waiting waiting) {
        this.waiting = waiting;
    }

    /**
     * Waits for the job: 200 when it has ended well, 202 when it has not ended in time.
     *
     * @throws io.rowkeep.failure.BackupException as {@link JobFailure#of} when it has ended otherwise
     */
    public ResponseEntity<Job> answer(Job submitted, Wait wait) {
        Job job = waiting.untilEnd(submitted.id(), wait).orElse(submitted);
        return switch (job.status()) {
            case QUEUED, RUNNING -> Accepted.of(job);
            case SUCCEEDED -> ResponseEntity.ok(job);
            case FAILED, CANCELLED -> throw JobFailure.of(job);
        };
    }
}
