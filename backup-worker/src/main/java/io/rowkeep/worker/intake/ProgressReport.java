package io.rowkeep.worker.intake;

import io.rowkeep.control.Claim;
import io.rowkeep.job.JobProgress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far one attempt is. The runner only leaves its latest numbers here; a timer records and sends them, so that neither the
 * control database nor the broker ever slows the work down: the first at once, the others at most once a second. Safe for use by
 * many threads.
 */
final class ProgressReport {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressReport.class);
    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    private final Claim claim;
    private final Jobs jobs;
    private final BiConsumer<Claim, JobProgress> broadcast;
    private final Timer timer;
    private final LongSupplier nanos;
    private final AtomicReference<@Nullable JobProgress> latest = new AtomicReference<>();
    private volatile long nextAt;

    ProgressReport(Claim claim, Jobs jobs, BiConsumer<Claim, JobProgress> broadcast, Timer timer, LongSupplier nanos) {
        this.claim = claim;
        this.jobs = jobs;
        this.broadcast = broadcast;
        this.timer = timer;
        this.nanos = nanos;
        this.nextAt = nanos.getAsLong();
    }

    /** Leaves the latest numbers. */
    void latest(JobProgress progress) {
        // Numbers that nobody took yet have a turn ahead of them, which takes these instead.
        if (latest.getAndSet(progress) == null) {
            timer.after(Math.max(0, nextAt - nanos.getAsLong()), this::send);
        }
    }

    /** Records the latest numbers if they are news; the job's end, which follows, is what everyone is told. */
    void last() {
        recorded();
    }

    private void send() {
        nextAt = nanos.getAsLong() + INTERVAL;
        JobProgress progress = recorded();
        if (progress != null) {
            broadcast.accept(claim, progress);
        }
    }

    /** What was recorded just now. Progress may be lost, so a failure is not the attempt's. */
    private synchronized @Nullable JobProgress recorded() {
        JobProgress progress = latest.getAndSet(null);
        try {
            return progress != null && jobs.progress(claim, progress) ? progress : null;
        } catch (RuntimeException e) {
            LOG.debug("Progress of job {} was not recorded", claim.jobId(), e);
            return null;
        }
    }

    /** Runs things later, on a thread of its own. */
    @FunctionalInterface
    interface Timer {

        /** Runs it after so many nanoseconds, unless the worker goes down before. */
        void after(long nanos, Runnable turn);
    }
}
