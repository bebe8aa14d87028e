package io.rowkeep.worker.sweep;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Keeps a sweep its worker's while it goes on. For one thread. */
final class SweepLease {

    private final Duration renewal;
    private final BooleanSupplier renew;
    private long renewed = System.nanoTime();

    /**
     * A lease that was had just now.
     *
     * @param renew renews it; false when it is lost
     */
    SweepLease(Duration renewal, BooleanSupplier renew) {
        this.renewal = renewal;
        this.renew = renew;
    }

    /**
     * Renews it when that is time.
     *
     * @throws SweepStopped when it is lost, or this thread was interrupted
     */
    void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new SweepStopped("The worker goes down");
        }
        long now = System.nanoTime();
        if (now - renewed < renewal.toNanos()) {
            return;
        }
        if (!renew.getAsBoolean()) {
            throw new SweepStopped("Another worker has the sweep");
        }
        renewed = now;
    }
}
