package io.rowkeep.worker.intake;

import io.rowkeep.control.Claim;
import io.rowkeep.job.JobProgress;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far one attempt is. The runner only leaves its latest numbers here; a timer records and sends them, so that neither the
 * control database nor the broker ever slows the work down. Safe for use by many threads.
 */
final class ProgressReport {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressReport.class);

    private final Claim claim;
    private final Jobs jobs;
    private final BiConsumer<Claim, JobProgress> broadcast;
    private final AtomicReference<@Nullable JobProgress> latest = new AtomicReference<>();

    ProgressReport(Claim claim, Jobs jobs, BiConsumer<Claim, JobProgress> broadcast) {
        this.claim = claim;
        this.jobs = jobs;
        this.broadcast = broadcast;
    }

    /** Leaves the latest numbers. */
    void latest(JobProgress progress) {
        latest.set(progress);
    }

    /** Records and sends the latest numbers if they are news. Progress may be lost, so a failure is not the attempt's. */
    synchronized void send() {
        JobProgress progress = latest.getAndSet(null);
        if (progress == null) {
            return;
        }
        try {
            if (jobs.progress(claim, progress)) {
                broadcast.accept(claim, progress);
            }
        } catch (RuntimeException e) {
            LOG.debug("Progress of job {} was not recorded", claim.jobId(), e);
        }
    }
}
