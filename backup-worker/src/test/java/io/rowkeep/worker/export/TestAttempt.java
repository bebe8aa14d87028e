package io.rowkeep.worker.export;

import io.rowkeep.control.Claim;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.Requester;
import io.rowkeep.job.WorkerId;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.AttemptStopped;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An attempt that a test can stop. Safe for use by many threads. */
final class TestAttempt implements Attempt {

    final List<JobProgress> progress = new CopyOnWriteArrayList<>();
    volatile Runnable onProgress = () -> {};
    private final Claim claim;
    private final List<Runnable> interrupts = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;
    private volatile boolean undecided;

    TestAttempt(BackupSpec spec, int number, boolean undecided) {
        JobId id = new JobId(spec.backupId().value());
        Job job = new Job(
                id,
                JobKind.BACKUP,
                JobStatus.RUNNING,
                null,
                spec.source(),
                spec.dataset(),
                spec.backupId(),
                null,
                number,
                new Requester("tester"),
                Instant.EPOCH,
                null,
                null,
                false,
                null,
                JobProgress.NONE,
                null,
                null);
        this.claim = new Claim(job, spec, number, new WorkerId("worker-1"), undecided, null, Instant.EPOCH, 0);
        this.undecided = undecided;
    }

    void stop() {
        stopped = true;
        interrupts.forEach(Runnable::run);
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
    public void progress(JobProgress latest) {
        progress.add(latest);
        onProgress.run();
    }

    @Override
    public Registration onStop(Runnable interrupt) {
        interrupts.add(interrupt);
        return () -> interrupts.remove(interrupt);
    }

    @Override
    public void enterApplying() {
        checkpoint();
        undecided = true;
    }

    @Override
    public boolean undecided() {
        return undecided;
    }
}
