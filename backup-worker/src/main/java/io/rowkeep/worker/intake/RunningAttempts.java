package io.rowkeep.worker.intake;

import io.rowkeep.control.Claim;
import io.rowkeep.job.JobProgress;
import io.rowkeep.worker.attempt.AttemptStopped.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts that this worker runs, each on a thread of its own. Safe for use by many threads. */
final class RunningAttempts {

    private static final Logger LOG = LoggerFactory.getLogger(RunningAttempts.class);

    private final Map<RunningAttempt, Thread> running = new ConcurrentHashMap<>();
    private final Jobs jobs;
    private final LeaseKeeper keeper;
    private final Runners runners;
    private final EndRecorder recorder;
    private final BiConsumer<Claim, JobProgress> broadcast;
    private final Duration lease;
    private final LongSupplier nanos;
    private final ProgressTimer reporting = new ProgressTimer();
    private volatile boolean stopping;

    RunningAttempts(
            Jobs jobs,
            LeaseKeeper keeper,
            Runners runners,
            EndRecorder recorder,
            BiConsumer<Claim, JobProgress> broadcast,
            Duration lease,
            LongSupplier nanos) {
        this.jobs = jobs;
        this.keeper = keeper;
        this.runners = runners;
        this.recorder = recorder;
        this.broadcast = broadcast;
        this.lease = lease;
        this.nanos = nanos;
    }

    /** Begins to keep leases. */
    void open() {
        keeper.start();
    }

    /**
     * Runs a claimed attempt and gives its slot back at its end.
     *
     * @param began the monotonic clock's reading before the claim was asked for
     */
    void start(Claim claim, long began, Slot slot) {
        ProgressReport report = new ProgressReport(claim, jobs, broadcast, reporting, nanos);
        RunningAttempt attempt = new RunningAttempt(claim, jobs, new LeaseTime(lease, nanos, began), report);
        AttemptRun run = new AttemptRun(attempt, runners, recorder);
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("rowkeep-job-" + claim.jobId())
                .unstarted(() -> {
                    try {
                        run.run();
                    } finally {
                        keeper.release(attempt);
                        running.remove(attempt);
                        slot.release();
                    }
                });
        running.put(attempt, thread);
        keeper.keep(attempt);
        // After it is in the map: either this sees the flag, or close() sees the attempt.
        if (stopping) {
            attempt.stop(Reason.WORKER_STOPPING);
        }
        thread.start();
    }

    /** Stops all attempts, gives them this long to end or to commit, and hands back what is left: another worker can go on at once. */
    void close(Duration grace) throws InterruptedException {
        stopping = true;
        Map<RunningAttempt, Thread> stopped = Map.copyOf(running);
        stopped.keySet().forEach(attempt -> attempt.stop(Reason.WORKER_STOPPING));
        long deadline = System.nanoTime() + grace.toNanos();
        for (Map.Entry<RunningAttempt, Thread> entry : stopped.entrySet()) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            if (!entry.getValue().join(left)) {
                handBack(entry.getKey().claim());
            }
        }
        reporting.close();
        keeper.close();
    }

    // One that cannot be handed back must not keep the others, and the rest of the worker, from ending in order.
    private void handBack(Claim claim) {
        try {
            jobs.handBack(claim);
        } catch (RuntimeException e) {
            LOG.warn("Job {} could not be handed back; it is found when its lease is over", claim.jobId(), e);
        }
    }
}
