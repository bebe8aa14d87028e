package io.rowkeep.client;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job that was asked for. Thread-safe. */
public final class JobHandle {

    private static final Duration LONG_POLL = Duration.ofSeconds(20);
    private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(1);

    private final Connection connection;
    private final Job submitted;

    JobHandle(Connection connection, Job submitted) {
        this.connection = connection;
        this.submitted = submitted;
    }

    /** The job's id, under which any process may ask for it later. */
    public String id() {
        return submitted.id();
    }

    /** The job as it was when it was asked for, or asked about. */
    public Job submitted() {
        return submitted;
    }

    /** The job as it is now. */
    public Job now() {
        return connection.send(Call.get(Address.of("jobs", id()))).as(Job.class);
    }

    /**
     * Waits for the end. A job that failed is an answer like any other. That the API is away for a while is waited out; a server that is
     * there and does not answer can make it longer than asked for, by the answer timeout.
     *
     * @throws JobTimeoutException when the job has not ended in time; it goes on
     */
    public Job await(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        Job job = submitted;
        @Nullable RowkeepException failure = null;
        while (!job.status().ended()) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                throw new JobTimeoutException(job, timeout, failure);
            }
            try {
                job = poll(shorter(left, LONG_POLL));
                failure = null;
            } catch (RowkeepException e) {
                if (!e.passing()) {
                    throw e;
                }
                failure = e;
                connection.pause(shorter(left, BETWEEN_FAILURES));
            }
        }
        return job;
    }

    /**
     * Waits for success.
     *
     * @throws JobFailedException when the job failed or was cancelled, with the code and message of its error
     * @throws JobTimeoutException when the job has not ended in time; it goes on
     */
    public Job awaitSuccess(Duration timeout) {
        Job job = await(timeout);
        if (!job.succeeded()) {
            throw new JobFailedException(job);
        }
        return job;
    }

    /** Tells the listener what happens to the job, from its beginning to its end, on a thread of its own. */
    public EventSubscription follow(JobListener listener) {
        return EventSubscription.begin(connection, Address.of("jobs", id(), "events"), List.of(listener), true);
    }

    private Job poll(Duration wait) {
        return connection
                .sendOnce(Call.longPoll(Address.of("jobs", id()), wait))
                .as(Job.class);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public String toString() {
        return "%s job %s".formatted(submitted.kind(), id());
    }
}
