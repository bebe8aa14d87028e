package io.rowkeep.worker.attempt;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.Claim;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.ChangeSpec;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobSpec;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.PruneSpec;
import io.rowkeep.job.Requester;
import io.rowkeep.job.WorkerId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An attempt without a control database, which a test can stop and watch. Safe for use by many threads. */
public final class TestAttempt implements Attempt {

    /** What was reported so far. */
    public final List<JobProgress> progress = new CopyOnWriteArrayList<>();

    /** Runs with each report. */
    public volatile Runnable onProgress = () -> {};

    /** Runs with each checkpoint. */
    public volatile Runnable onCheckpoint = () -> {};

    /** Runs when the attempt has entered {@code APPLYING}. */
    public volatile Runnable onApplying = () -> {};

    /** Runs when the attempt is about to save tables, with the safety backup's id. */
    public volatile Consumer<BackupId> onSaving = id -> {};

    private final Claim claim;
    private final List<Runnable> interrupts = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;
    private volatile boolean undecided;

    private TestAttempt(JobId id, JobSpec spec, @Nullable BackupId backup, int number, boolean undecided) {
        Job job = new Job(
                id,
                spec.jobKind(),
                JobStatus.RUNNING,
                null,
                spec.source(),
                spec.dataset(),
                backup,
                null,
                null,
                false,
                number,
                new Requester("tests"),
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

    /** An attempt at the one job that writes this backup. */
    public static TestAttempt backup(BackupSpec spec, int number, boolean undecided) {
        return new TestAttempt(new JobId(spec.backupId().value()), spec, spec.backupId(), number, undecided);
    }

    /** An attempt at a job that changes tables. */
    public static TestAttempt change(JobId job, ChangeSpec spec, int number, boolean undecided) {
        return new TestAttempt(job, spec, null, number, undecided);
    }

    /** An attempt at an import. */
    public static TestAttempt imports(ImportSpec spec, int number, boolean undecided) {
        return new TestAttempt(new JobId(spec.backupId().value()), spec, spec.backupId(), number, undecided);
    }

    /** An attempt at a prune. */
    public static TestAttempt prune(PruneSpec spec, int number) {
        return new TestAttempt(new JobId(UUID.randomUUID()), spec, spec.backupId(), number, false);
    }

    /** Stops it as a cancellation does. */
    public void stop() {
        stopped = true;
        interrupts.forEach(Runnable::run);
    }

    /** From now on it only ends its job: the cancellation has done its work. */
    public void beginClosing() {
        stopped = false;
    }

    @Override
    public Claim claim() {
        return claim;
    }

    @Override
    public void checkpoint() {
        onCheckpoint.run();
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
        onApplying.run();
    }

    @Override
    public void saving(BackupId safetyBackup) {
        checkpoint();
        onSaving.accept(safetyBackup);
    }

    @Override
    public boolean undecided() {
        return undecided;
    }
}
