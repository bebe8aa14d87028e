package io.rowkeep.quickstart;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.message.MessageTopology;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a web app does to hear of the end of its jobs: a queue of its own, bound to the events that it wants. */
final class CompletionEvents implements AutoCloseable {

    private final Connection connection;
    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();

    private CompletionEvents(Connection connection) {
        this.connection = connection;
    }

    static CompletionEvents listen(String amqpUri) {
        try {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(amqpUri);
            factory.setConnectionTimeout(10_000);
            CompletionEvents events = new CompletionEvents(factory.newConnection("rowkeep-quickstart"));
            events.consume();
            return events;
        } catch (IOException | TimeoutException | GeneralSecurityException | URISyntaxException e) {
            throw new QuickstartFailure("The broker does not let us listen for events", e);
        }
    }

    private void consume() throws IOException {
        Channel channel = connection.createChannel();
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, MessageTopology.EVENTS, "*.completed.#");
        channel.basicConsume(
                queue,
                true,
                (tag, delivery) -> received.add(MessageMapper.JSON.readTree(delivery.getBody())),
                tag -> {});
    }

    /** The completion event of a job; waits for it a little. */
    JsonNode of(String jobId) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        try {
            @Nullable JsonNode event = received.poll(20, TimeUnit.SECONDS);
            while (event != null && !event.get("subject").asString().equals(jobId)) {
                event = received.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            if (event == null) {
                throw new QuickstartFailure("No completion event of job %s came within 20 s".formatted(jobId));
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuickstartFailure("Interrupted while waiting for an event", e);
        }
    }

    @Override
    public void close() {
        connection.abort(5_000);
    }
}
