package io.rowkeep.api.live;

import com.rabbitmq.client.Channel;
import io.rowkeep.failure.BackupException;
import io.rowkeep.message.EventText;
import io.rowkeep.message.MessageTopology;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * Hears every event, on a queue of this process's own that lives as long as its channel. While the broker is away it tries every
 * second; what was missed meanwhile is found in the control database. Thread-safe.
 */
@Component
final class EventSubscription implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventSubscription.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String ALL = "#";

    private final ConnectionFactory connections;
    private final EventFeed feed;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rowkeep-subscription").daemon().factory());
    private @Nullable Channel channel;
    private boolean troubled;

    EventSubscription(ConnectionFactory connections, EventFeed feed) {
        this.connections = connections;
        this.feed = feed;
    }

    /** Begins to listen, as soon as there is a broker; returns at once. */
    @PostConstruct
    void start() {
        var unused = thread.scheduleWithFixedDelay(this::subscribe, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the attempts; the queue goes with the connection. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void subscribe() {
        if (channel != null && channel.isOpen()) {
            return;
        }
        try {
            Channel fresh = connections.createConnection().createChannel(false);
            String queue = fresh.queueDeclare().getQueue();
            fresh.queueBind(queue, MessageTopology.EVENTS, ALL);
            // A queue that somebody deleted is made anew, with the next channel.
            fresh.basicConsume(queue, true, (tag, delivery) -> read(delivery.getBody()), tag -> fresh.abort());
            channel = fresh;
            troubled = false;
        } catch (IOException | AmqpException e) {
            if (!troubled && !thread.isShutdown()) {
                LOG.warn("Live streams have no progress until the broker can be reached: {}", e.toString());
            }
            troubled = true;
        } catch (RuntimeException e) {
            LOG.error("Live streams have no progress", e);
        }
    }

    private void read(byte[] body) {
        try {
            feed.heard(EventText.parse(new String(body, StandardCharsets.UTF_8)));
        } catch (BackupException e) {
            LOG.debug("A message on {} is passed over: {}", MessageTopology.EVENTS, e.getMessage());
        }
    }
}
