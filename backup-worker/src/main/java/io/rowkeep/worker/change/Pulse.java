package io.rowkeep.worker.change;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Does something every few seconds, on the thread that runs it more often than that. For one thread. */
final class Pulse implements Runnable {

    /** A fraction of the shortest lease that makes sense. */
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final Runnable beat;
    private final LongSupplier nanoTime;
    private long last;

    /** @param nanoTime a clock that never goes back, as {@link System#nanoTime()} */
    Pulse(Runnable beat, LongSupplier nanoTime) {
        this.beat = beat;
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    @Override
    public void run() {
        long now = nanoTime.getAsLong();
        if (now - last >= PERIOD.toNanos()) {
            beat.run();
            last = now;
        }
    }
}
