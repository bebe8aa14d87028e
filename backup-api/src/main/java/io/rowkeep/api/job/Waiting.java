package io.rowkeep.api.job;

import io.rowkeep.api.request.Wait;
import io.rowkeep.control.JobStore;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Waits for the end of jobs: reads the row again and again, on the caller's virtual thread. Thread-safe. */
@Component
public final class Waiting {

    private static final long MILLIS_BETWEEN_READS = 200;

    private final JobStore jobs;
    private final CountDownLatch closing = new CountDownLatch(1);

    Waiting(JobStore jobs) {
        this.jobs = jobs;
    }

    /** The job when it has ended, or as it is when the time is over or this process goes down; empty when there is none. */
    public Optional<Job> untilEnd(JobId id, Wait wait) {
        long deadline = System.nanoTime() + wait.duration().toNanos();
        while (true) {
            Optional<Job> job = jobs.find(id);
            boolean over = job.isEmpty() || job.get().status().ended();
            if (over || System.nanoTime() - deadline >= 0 || stopsBeforeNextRead(deadline)) {
                return job;
            }
        }
    }

    @EventListener
    void close(ContextClosedEvent event) {
        closing.countDown();
    }

    private boolean stopsBeforeNextRead(long deadline) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) + 1;
        try {
            return closing.await(Math.min(MILLIS_BETWEEN_READS, left), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
