package io.rowkeep.judge;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Envelope;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** What a web app does to hear of its jobs: a queue of its own on {@code rowkeep.events}. Safe for use by several threads. */
public final class Events implements AutoCloseable {

    private final Connection connection;
    private final List<Event> received = new CopyOnWriteArrayList<>();

    private Events(Connection connection) {
        this.connection = connection;
    }

    /** A message as it came. */
    public record Event(Envelope envelope, BasicProperties properties, JsonNode body) {

        /** The third and fourth words of the type: {@code backup.completed}. */
        public String happened() {
            return body.get("type").stringValue().replaceAll("^io\\.rowkeep\\.|\\.v1$", "");
        }

        /** What the contract calls such a message: {@code JobCompleted}. */
        public String message() {
            String outcome = happened().replaceFirst(".*\\.", "");
            return "Job" + outcome.substring(0, 1).toUpperCase(Locale.ROOT) + outcome.substring(1);
        }
    }

    /** Hears everything from now on. */
    public static Events listen(URI broker) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(broker);
        Events events = new Events(factory.newConnection("judge"));
        Channel channel = events.connection.createChannel();
        channel.exchangeDeclare("rowkeep.events", "topic", true);
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, "rowkeep.events", "#");
        channel.basicConsume(
                queue,
                true,
                (tag, message) -> events.received.add(new Event(
                        message.getEnvelope(), message.getProperties(), Downloaded.JSON.readTree(message.getBody()))),
                tag -> {});
        return events;
    }

    /** All that came so far. */
    public List<Event> received() {
        return received;
    }

    /** What happened to a job so far, in the order of arrival, progress left out. */
    public List<String> of(String jobId) {
        return received.stream()
                .filter(event -> event.body().get("subject").stringValue().equals(jobId))
                .map(Event::happened)
                .filter(happened -> !happened.endsWith("progressed"))
                .toList();
    }

    @Override
    public void close() {
        connection.abort(5_000);
    }
}
