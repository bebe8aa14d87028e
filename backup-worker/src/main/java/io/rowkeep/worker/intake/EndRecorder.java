package io.rowkeep.worker.intake;

import io.rowkeep.control.Claim;
import io.rowkeep.job.JobError;
import io.rowkeep.worker.attempt.Outcome;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records how an attempt ended. While the control database cannot be reached it tries again, for as long as the lease could be
 * alive; after that the reaper and the next attempt, which reads the decision cell, finish the job. Safe for use by many threads.
 */
final class EndRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(EndRecorder.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Jobs jobs;
    private final Pause pause;

    EndRecorder(Jobs jobs, Pause pause) {
        this.jobs = jobs;
        this.pause = pause;
    }

    /** The job ended. */
    void ended(RunningAttempt attempt, Outcome outcome) {
        Claim claim = attempt.claim();
        switch (outcome) {
            case Outcome.Succeeded done ->
                record(
                        attempt,
                        "succeeded",
                        () -> jobs.succeed(claim, done.statistics(), done.safetyBackup(), done.backup()));
            case Outcome.Failed failed ->
                record(attempt, "failed: " + failed.error().message(), () -> jobs.fail(claim, failed.error()));
            case Outcome.Cancelled() -> record(attempt, "was cancelled", () -> jobs.cancelled(claim));
        }
    }

    /** The job is to have another attempt later. */
    void retry(RunningAttempt attempt, JobError error) {
        record(attempt, "is tried again: " + error.message(), () -> jobs.retry(attempt.claim(), error));
    }

    /** Another worker is to take the job at once. */
    void handBack(RunningAttempt attempt) {
        record(attempt, "was handed back", () -> jobs.handBack(attempt.claim()));
    }

    private void record(RunningAttempt attempt, String end, BooleanSupplier update) {
        attempt.report().last();
        Claim claim = attempt.claim();
        long began = attempt.lease().now();
        Duration wait = FIRST_PAUSE;
        while (true) {
            try {
                boolean ours = update.getAsBoolean();
                LOG.info(
                        ours ? "Job {} attempt {} {}" : "Job {} attempt {} {}, but does not own the job any more",
                        claim.jobId(),
                        claim.attempt(),
                        end);
                return;
            } catch (RuntimeException e) {
                if (attempt.lease().expired() || attempt.lease().elapsed(began)) {
                    LOG.error(
                            "Job {} attempt {} {}, which could not be recorded",
                            claim.jobId(),
                            claim.attempt(),
                            end,
                            e);
                    return;
                }
            }
            try {
                pause.of(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? wait.multipliedBy(2) : LONGEST_PAUSE;
        }
    }
}
