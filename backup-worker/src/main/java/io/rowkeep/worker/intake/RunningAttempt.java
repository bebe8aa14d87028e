package io.rowkeep.worker.intake;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.Claim;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobProgress;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.AttemptStopped;
import io.rowkeep.worker.attempt.AttemptStopped.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An attempt that this worker runs: what its runner sees, and the switch that stops it. Safe for use by many threads. */
final class RunningAttempt implements Attempt {

    private static final Logger LOG = LoggerFactory.getLogger(RunningAttempt.class);

    private final Claim claim;
    private final Jobs jobs;
    private final LeaseTime lease;
    private final ProgressReport report;

    private final Object lock = new Object();
    private final Map<Object, Runnable> interrupts = new HashMap<>();
    private @Nullable Reason stopped;
    private boolean closing;
    private volatile boolean undecided;

    RunningAttempt(Claim claim, Jobs jobs, LeaseTime lease, ProgressReport report) {
        this.claim = claim;
        this.jobs = jobs;
        this.lease = lease;
        this.report = report;
        this.undecided = claim.undecided();
        this.closing = claim.closing() != null;
    }

    @Override
    public Claim claim() {
        return claim;
    }

    @Override
    public void checkpoint() {
        // A process that was frozen learns of its lost lease here, before the keeper's thread gets to it.
        if (lease.expired()) {
            stop(Reason.LEASE_LOST);
        }
        Optional<Reason> reason = stopped();
        if (reason.isPresent()) {
            throw new AttemptStopped(reason.get());
        }
    }

    @Override
    public void progress(JobProgress progress) {
        report.latest(progress);
    }

    @Override
    public Registration onStop(Runnable interrupt) {
        Object key = new Object();
        synchronized (lock) {
            if (stopped == null) {
                interrupts.put(key, interrupt);
                return () -> {
                    synchronized (lock) {
                        interrupts.remove(key);
                    }
                };
            }
        }
        runAside(interrupt);
        return () -> {};
    }

    @Override
    public void saving(BackupId safetyBackup) {
        checkpoint();
        own(() -> jobs.saving(claim, safetyBackup), "saves its tables first");
    }

    @Override
    public void enterApplying() {
        checkpoint();
        // Before the update: when its answer is lost, the row may say APPLYING.
        undecided = true;
        own(() -> jobs.enterApplying(claim), "is about to be decided");
    }

    @Override
    public boolean undecided() {
        return undecided;
    }

    /** Stops the attempt and ends its blocking calls; the first reason stays, but a lost lease overrides any. */
    void stop(Reason reason) {
        List<Runnable> toRun;
        synchronized (lock) {
            boolean news = stopped == null || (reason == Reason.LEASE_LOST && stopped != reason);
            if (!news || (closing && reason == Reason.CANCELLED)) {
                return;
            }
            stopped = reason;
            toRun = new ArrayList<>(interrupts.values());
            interrupts.clear();
        }
        LOG.info("Job {} attempt {} is stopped: {}", claim.jobId(), claim.attempt(), reason);
        toRun.forEach(RunningAttempt::runAside);
    }

    /** Why the attempt is to stop; empty while it is to go on. */
    Optional<Reason> stopped() {
        synchronized (lock) {
            return Optional.ofNullable(stopped);
        }
    }

    /** From now on the attempt only ends its job: a cancellation has done its work and stops nothing any more. */
    void beginClosing() {
        synchronized (lock) {
            closing = true;
            if (stopped == Reason.CANCELLED) {
                stopped = null;
            }
        }
    }

    LeaseTime lease() {
        return lease;
    }

    ProgressReport report() {
        return report;
    }

    /** Makes a guarded update; an attempt that it does not find any more has lost its job. */
    private void own(BooleanSupplier update, String what) {
        boolean ours;
        try {
            ours = update.getAsBoolean();
        } catch (BackupException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BackupException(
                    ErrorCode.CONTROL_UNAVAILABLE,
                    "The control database could not record that job %s %s".formatted(claim.jobId(), what),
                    e);
        }
        if (!ours) {
            stop(Reason.LEASE_LOST);
            checkpoint();
        }
    }

    private static void runAside(Runnable interrupt) {
        Thread.ofVirtual().name("rowkeep-interrupt").start(() -> {
            try {
                interrupt.run();
            } catch (RuntimeException e) {
                LOG.warn("A blocking call of a stopped attempt could not be ended", e);
            }
        });
    }
}
