package io.rowkeep.control;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what nobody else would: jobs whose worker is gone, jobs whose wake-up was lost, rows that are too old to keep. Any number
 * of processes may run one. Thread-safe.
 */
public final class Reaper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Duration CLEANING = Duration.ofMinutes(10);

    private final JobReturns returns;
    private final Announcements announcements;
    private final Housekeeping housekeeping;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rowkeep-reaper").daemon().factory());
    private boolean troubled;

    Reaper(JobReturns returns, Announcements announcements, Housekeeping housekeeping) {
        this.returns = returns;
        this.announcements = announcements;
        this.housekeeping = housekeeping;
    }

    /** Starts its rounds. */
    public void start() {
        every(ROUND, this::findLost);
        every(CLEANING, housekeeping::removeOld);
    }

    /** Ends its rounds. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void findLost() {
        int lost = returns.takeBackLost();
        if (lost > 0) {
            LOG.warn("Took back {} jobs whose worker was lost", lost);
        }
        announcements.announceWaiting();
    }

    private void every(Duration interval, Runnable round) {
        var unused = thread.scheduleWithFixedDelay(
                () -> attempt(round), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    // A round that fails is tried again at the next one; only the first failure in a row is worth a line.
    private void attempt(Runnable round) {
        try {
            round.run();
            troubled = false;
        } catch (RuntimeException e) {
            if (!troubled && !thread.isShutdown()) {
                LOG.warn("Jobs cannot be looked after now, trying on: {}", e.getMessage());
            }
            troubled = true;
        }
    }
}
