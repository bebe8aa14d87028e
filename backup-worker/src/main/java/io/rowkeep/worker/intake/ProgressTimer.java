package io.rowkeep.worker.intake;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that records and sends the progress of all attempts. Thread-safe. */
final class ProgressTimer implements ProgressReport.Timer, AutoCloseable {

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("rowkeep-progress").factory(), new ThreadPoolExecutor.DiscardPolicy());

    @Override
    public void after(long nanos, Runnable turn) {
        var unused = thread.schedule(turn, nanos, TimeUnit.NANOSECONDS);
    }

    /** Interrupts the turn in progress; no other follows. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
