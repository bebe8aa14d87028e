package io.rowkeep.control.broker;

import io.rowkeep.control.OutboxBell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.core.NestedExceptionUtils;

/**
 * Sends what is in the outbox: right after a commit of this process, and every second for what others left. A message counts as
 * sent when the broker confirmed it. Any number of processes may run one. Thread-safe.
 */
public final class OutboxRelay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration CONFIRM = Duration.ofSeconds(10);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);
    private static final Duration END = Duration.ofSeconds(5);

    private final PendingMessages pending;
    private final Publisher publisher;
    private final OutboxBell bell;
    private final Thread thread =
            Thread.ofPlatform().name("rowkeep-relay").daemon().unstarted(this::run);
    private volatile boolean closed;
    private int troubles;

    OutboxRelay(PendingMessages pending, Publisher publisher, OutboxBell bell) {
        this.pending = pending;
        this.publisher = publisher;
        this.bell = bell;
    }

    /** Starts its thread. */
    public void start() {
        thread.start();
    }

    /** Ends its thread, after the round that it is in. */
    @Override
    public void close() {
        closed = true;
        bell.ring();
        try {
            if (thread.isAlive() && !thread.join(END)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                if (!attempt()) {
                    bell.await(troubles == 0 ? IDLE : delay(troubles));
                }
            }
        } catch (InterruptedException e) {
            // The end of the thread is what was wanted.
        }
    }

    // Nothing is taken while the broker or the database is down; only the first failure in a row is worth a line.
    private boolean attempt() throws InterruptedException {
        try {
            publisher.connect();
            boolean sent = round();
            if (troubles > 0) {
                LOG.info("Messages are sent again");
            }
            troubles = 0;
            return sent;
        } catch (RuntimeException e) {
            if (troubles == 0 && !closed) {
                LOG.warn(
                        "Messages cannot be sent now; they wait in the outbox: {}",
                        NestedExceptionUtils.getMostSpecificCause(e).toString());
            }
            troubles++;
            return false;
        }
    }

    /** One round; returns whether it sent anything. */
    private boolean round() throws InterruptedException {
        List<PendingMessage> taken = pending.take();
        Map<PendingMessage, CorrelationData> sent = new LinkedHashMap<>();
        AmqpException failure = null;
        for (PendingMessage message : taken) {
            try {
                sent.put(message, publisher.send(message));
            } catch (AmqpException e) {
                failure = e;
                break;
            }
        }
        boolean any = settle(sent);
        if (failure != null) {
            pending.putBack(taken.subList(sent.size(), taken.size()));
            throw failure;
        }
        return any;
    }

    private boolean settle(Map<PendingMessage, CorrelationData> sent) throws InterruptedException {
        long deadline = System.nanoTime() + CONFIRM.toNanos();
        List<PendingMessage> published = new ArrayList<>();
        for (Map.Entry<PendingMessage, CorrelationData> entry : sent.entrySet()) {
            PendingMessage message = entry.getKey();
            Answer answer = Answer.await(entry.getValue(), deadline);
            if (answer.taken()) {
                published.add(message);
            } else {
                LOG.debug("Message {} waits in the outbox: {}", message.id(), answer.refusal());
                pending.failed(message, Objects.requireNonNull(answer.refusal()), delay(message.tries()));
            }
        }
        if (!published.isEmpty()) {
            pending.published(published);
        }
        return !published.isEmpty();
    }

    private static Duration delay(int tries) {
        long seconds = 1L << Math.min(tries - 1, 10);
        return Duration.ofSeconds(Math.min(seconds, LONGEST_DELAY.toSeconds()));
    }
}
