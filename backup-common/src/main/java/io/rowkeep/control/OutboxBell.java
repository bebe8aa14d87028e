package io.rowkeep.control;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes this process's relay right after something was committed to the outbox. Ringing twice is ringing once. Thread-safe. */
public final class OutboxBell {

    private final Semaphore rung = new Semaphore(0);

    /** Call after the commit. */
    public void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /**
     * Waits until somebody rings, or rang since the last call.
     *
     * @return whether it was rung within that time
     */
    public boolean await(Duration longest) throws InterruptedException {
        boolean heard = rung.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        rung.drainPermits();
        return heard;
    }
}
