package io.rowkeep.control.broker;

import io.rowkeep.control.Claim;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.message.CancelNotice;
import io.rowkeep.message.CloudEvent;
import io.rowkeep.message.JobProgressed;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.message.MessageTopology;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;

/**
 * Sends what may be lost: progress, and the hint that a cancellation was recorded. Never waits for the broker; while it is away, or
 * slower than we are, messages are dropped. Thread-safe.
 */
public final class Broadcast implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Broadcast.class);
    private static final int WAITING = 256;

    private final Publisher publisher;
    private final TimeOrderedIds ids;
    private final Clock clock;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("rowkeep-broadcast").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    Broadcast(Publisher publisher, TimeOrderedIds ids, Clock clock) {
        this.publisher = publisher;
        this.ids = ids;
        this.clock = clock;
    }

    /** Tells everyone how far an attempt is; call it at most once a second for one job. */
    public void progressed(Claim claim, JobProgress progress) {
        Job job = claim.job();
        JobProgressed event = new JobProgressed(
                job.id(),
                job.kind(),
                job.source(),
                job.dataset(),
                claim.attempt(),
                job.requestedBy(),
                job.backupId(),
                claim.worker(),
                progress);
        CloudEvent envelope = CloudEvent.of(ids.next(), clock.instant(), claim.sequence(), event);
        send(MessageTopology.EVENTS, envelope.routingKey(), envelope.id(), CloudEvent.CONTENT_TYPE, envelope);
    }

    /** Tells every worker that the cancellation of a job was recorded; call it after {@code JobIntake.cancel}. */
    public void cancelRequested(JobId job) {
        send(MessageTopology.CONTROL, "", ids.next(), "application/json", new CancelNotice(job));
    }

    /** Drops what was not sent yet. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void send(String exchange, String routingKey, UUID id, String contentType, Object message) {
        String body = MessageMapper.JSON.writeValueAsString(message);
        thread.execute(() -> {
            try {
                publisher.sendOnce(exchange, routingKey, id, contentType, body);
            } catch (AmqpException e) {
                LOG.debug("A message to {} was lost: {}", exchange, e.getMessage());
            }
        });
    }
}
