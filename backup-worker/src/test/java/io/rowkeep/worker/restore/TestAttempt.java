package io.rowkeep.worker.restore;

import io.rowkeep.control.Claim;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.Requester;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.WorkerId;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.AttemptStopped;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** An attempt without a control database. */
final class TestAttempt implements Attempt {

    final AtomicReference<JobProgress> progress = new AtomicReference<>(JobProgress.NONE);
    volatile Runnable atEnteringApplying = () -> {};
    volatile Runnable atProgress = () -> {};
    private final Claim claim;
    private volatile boolean undecided;
    private volatile boolean stopped;
    private volatile Runnable interrupt = () -> {};

    TestAttempt(JobId job, RestoreSpec spec, int attempt, boolean undecided) {
        this.undecided = undecided;
        Instant now = Instant.now();
        Job row = new Job(
                job,
                JobKind.RESTORE,
                JobStatus.RUNNING,
                null,
                spec.source(),
                spec.dataset(),
                spec.backupId(),
                null,
                attempt,
                new Requester("tests"),
                now,
                now,
                null,
                false,
                null,
                JobProgress.NONE,
                null,
                null);
        claim = new Claim(row, spec, attempt, new WorkerId("test"), undecided, null, now, 0);
    }

    void stop() {
        stopped = true;
        interrupt.run();
    }

    @Override
    public Claim claim() {
        return claim;
    }

    @Override
    public void checkpoint() {
        if (stopped) {
            throw new AttemptStopped(AttemptStopped.Reason.CANCELLED);
        }
    }

    @Override
    public void progress(JobProgress now) {
        progress.set(now);
        atProgress.run();
    }

    @Override
    public Registration onStop(Runnable toRun) {
        interrupt = toRun;
        return () -> interrupt = () -> {};
    }

    @Override
    public void enterApplying() {
        undecided = true;
        atEnteringApplying.run();
    }

    @Override
    public boolean undecided() {
        return undecided;
    }
}
