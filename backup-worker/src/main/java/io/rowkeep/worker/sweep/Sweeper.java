package io.rowkeep.worker.sweep;

import io.rowkeep.control.BackupTraces;
import io.rowkeep.control.DeletedBackups;
import io.rowkeep.control.JobStore;
import io.rowkeep.control.Sweeps;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.WorkerId;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.worker.settings.SweepTimes;
import io.rowkeep.worker.timing.Repeater;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Sweeps this worker's sources whenever one is due and no other worker is at it. It has no queue and no job: nobody waits for it, and
 * whatever it does not get to is there the next time. Thread-safe.
 */
public final class Sweeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    private final Sweeps sweeps;
    private final SourceSweep sweep;
    private final List<SourceName> sources;
    private final WorkerId worker;
    private final SweepTimes times;
    private final Repeater repeater;
    private boolean troubled;

    /** Prepares it; nothing is looked at before {@link #start()}. */
    public Sweeper(
            Sweeps sweeps,
            BackupTraces traces,
            DeletedBackups deleted,
            JobStore jobs,
            ObjectStore store,
            List<SourceName> sources,
            WorkerId worker,
            SweepTimes times) {
        this.sweeps = sweeps;
        this.sweep = new SourceSweep(store, traces, deleted, jobs);
        this.sources = List.copyOf(sources);
        this.worker = worker;
        this.times = times;
        Duration pause = times.every().compareTo(LONGEST_PAUSE) < 0 ? times.every() : LONGEST_PAUSE;
        this.repeater = new Repeater("rowkeep-sweep", pause, this::sweepWhatIsDue);
    }

    /** Begins. */
    public void start() {
        repeater.start();
    }

    /** Breaks off the sweep in progress; another worker takes it up. */
    @Override
    public void close() {
        repeater.close();
    }

    void sweepWhatIsDue() {
        try {
            for (SourceName source : sources) {
                Optional<Instant> claimed = sweeps.claim(source, worker, LEASE);
                if (claimed.isPresent()) {
                    sweep(source, claimed.get());
                }
            }
            troubled = false;
        } catch (DataAccessException e) {
            if (!troubled && !Thread.currentThread().isInterrupted()) {
                LOG.warn("No source can be swept now, trying on: {}", e.getMessage());
            }
            troubled = true;
        }
    }

    private void sweep(SourceName source, Instant now) {
        long began = System.nanoTime();
        SweepLease lease = new SweepLease(RENEWAL, () -> sweeps.renew(source, worker, LEASE));
        try {
            SweepOutcome outcome = sweep.run(source, SweepLimits.at(now, times), lease::check);
            LOG.info(
                    "Swept source {} in {} ms: {}; {} objects with {} bytes are gone",
                    source,
                    Duration.ofNanos(System.nanoTime() - began).toMillis(),
                    outcome.counts(),
                    outcome.objects(),
                    outcome.bytes());
        } catch (RuntimeException e) {
            brokeOff(source, e);
        } finally {
            finish(source);
        }
    }

    private void brokeOff(SourceName source, RuntimeException failure) {
        // An interrupted call fails in its own way, and that is no news.
        if (failure instanceof SweepStopped || Thread.currentThread().isInterrupted()) {
            LOG.debug("The sweep of source {} was broken off", source, failure);
        } else if (failure instanceof BackupException) {
            LOG.warn("The sweep of source {} comes again in {}: {}", source, times.every(), failure.getMessage());
        } else {
            throw failure;
        }
    }

    // A sweep that was broken off is due at once, for another worker. An interrupted thread gets no connection.
    private void finish(SourceName source) {
        boolean stopping = Thread.interrupted();
        try {
            sweeps.finish(source, worker, stopping ? Duration.ZERO : times.every());
        } finally {
            if (stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
