package io.rowkeep.worker.timing;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again on a daemon thread of its own. A turn that fails is logged and followed by the next. Thread-safe. */
public final class Repeater implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Repeater.class);

    private static final Duration PATIENCE_FOR_LAST_TURN = Duration.ofSeconds(2);

    private final Duration pause;
    private final Runnable turn;
    private final Semaphore nudges = new Semaphore(0);
    private final Thread thread;

    /**
     * Prepares it; nothing runs before {@link #start()}.
     *
     * @param pause between the end of a turn and the beginning of the next
     */
    public Repeater(String name, Duration pause, Runnable turn) {
        this.pause = pause;
        this.turn = turn;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::repeat);
    }

    /** Begins with the first turn at once. Call it once. */
    public void start() {
        thread.start();
    }

    /** Makes the next turn come at once. */
    public void nudge() {
        nudges.release();
    }

    /** Interrupts the turn in progress and gives it a moment to end; no other follows. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            if (thread.isAlive() && !thread.join(PATIENCE_FOR_LAST_TURN)) {
                LOG.debug("The last turn of {} goes on", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                takeTurn();
                if (nudges.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    nudges.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            // Closed.
            Thread.currentThread().interrupt();
        }
    }

    private void takeTurn() {
        try {
            turn.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("A turn of {} failed", thread.getName(), e);
        }
    }
}
