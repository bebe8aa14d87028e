package io.rowkeep.quickstart.example;

import io.rowkeep.client.JobEvent;
import io.rowkeep.client.JobListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The completion events that a web application heard, for one that waits for a certain one. Safe for use by several threads. */
final class HeardEvents implements JobListener {

    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<JobEvent> completed = new LinkedBlockingQueue<>();

    @Override
    public void completed(JobEvent event) {
        completed.add(event);
    }

    /** The completion event of a job; waits for it a little. */
    JobEvent of(String jobId) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            @Nullable JobEvent event;
            do {
                event = completed.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } while (event != null && !event.jobId().equals(jobId));
            if (event == null) {
                throw new TourFailure(
                        "No completion event of job %s came within %d s".formatted(jobId, PATIENCE_SECONDS));
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TourFailure("Interrupted while waiting for an event", e);
        }
    }
}
