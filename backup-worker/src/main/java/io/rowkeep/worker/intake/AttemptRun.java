package io.rowkeep.worker.intake;

import io.rowkeep.control.Claim;
import io.rowkeep.control.Closing;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import io.rowkeep.worker.attempt.AttemptStopped.Reason;
import io.rowkeep.worker.attempt.Outcome;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt from its first step to the record of its end. Nothing that a job throws gets past it. */
final class AttemptRun implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptRun.class);

    private final RunningAttempt attempt;
    private final Runners runners;
    private final EndRecorder recorder;

    AttemptRun(RunningAttempt attempt, Runners runners, EndRecorder recorder) {
        this.attempt = attempt;
        this.runners = runners;
        this.recorder = recorder;
    }

    @Override
    public void run() {
        Claim claim = attempt.claim();
        Closing closing = claim.closing();
        if (closing != null) {
            close(Failures.endingOf(claim, closing));
            return;
        }
        Outcome outcome;
        try {
            attempt.checkpoint();
            outcome = runners.run(attempt);
        } catch (Throwable failure) {
            unfinished(failure);
            return;
        }
        recorder.ended(attempt, outcome);
    }

    // A stopped attempt often ends with the error of the call that the stop broke off, so the reason counts first.
    private void unfinished(Throwable failure) {
        Optional<Reason> stopped = attempt.stopped();
        if (stopped.isPresent()) {
            stopped(stopped.get());
            return;
        }
        JobError error = explain(failure);
        if (Failures.isTransient(failure)) {
            recorder.retry(attempt, error);
        } else {
            close(new Outcome.Failed(error));
        }
    }

    private void stopped(Reason reason) {
        switch (reason) {
            case CANCELLED -> close(new Outcome.Cancelled());
            case LEASE_LOST -> {}
            case WORKER_STOPPING -> recorder.handBack(attempt);
        }
    }

    /** Ends the job without effect, unless its decision cell says that it had one. */
    private void close(Outcome ending) {
        attempt.beginClosing();
        Outcome decided;
        try {
            attempt.checkpoint();
            decided = runners.close(attempt, ending);
        } catch (Throwable failure) {
            unclosed(failure, ending);
            return;
        }
        recorder.ended(attempt, decided);
    }

    // While the cell is undecided nobody may say how the job ended: the next attempt has to close it. A job that
    // never entered APPLYING had no effect for certain, and the guard of that update keeps older attempts from
    // having one later: it may end although source or storage cannot be reached.
    private void unclosed(Throwable failure, Outcome ending) {
        Optional<Reason> stopped = attempt.stopped();
        if (stopped.isPresent()) {
            stopped(stopped.get());
            return;
        }
        JobError error = explain(failure);
        if (attempt.undecided()) {
            recorder.retry(attempt, error);
        } else {
            recorder.ended(attempt, ending);
        }
    }

    // A driver's exception may quote what it could not write, so the causes of what has a sentence are for whoever asks
    // for them.
    private JobError explain(Throwable failure) {
        Claim claim = attempt.claim();
        JobError error = Failures.errorOf(failure, claim);
        if (!(failure instanceof BackupException known)) {
            LOG.error("Job {} attempt {} broke off", claim.jobId(), claim.attempt(), failure);
        } else if (isOfOurStores(known.code())) {
            LOG.info("Job {} attempt {}: {}", claim.jobId(), claim.attempt(), error.message(), failure);
        } else {
            LOG.info("Job {} attempt {}: {}", claim.jobId(), claim.attempt(), error.message());
            LOG.debug("Job {} attempt {} was refused", claim.jobId(), claim.attempt(), failure);
        }
        return error;
    }

    /** No row comes near these. */
    private static boolean isOfOurStores(ErrorCode code) {
        return switch (code) {
            case CONTROL_UNAVAILABLE, STORAGE_UNAVAILABLE, STORAGE_ACCESS_DENIED, STORAGE_FULL -> true;
            default -> false;
        };
    }
}
