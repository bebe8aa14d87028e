package io.rowkeep.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the broker is.
 *
 * @param uri {@code amqp://user:password@host:port/virtual-host}, or {@code amqps} for TLS; never printed whole
 */
public record AmqpSettings(URI uri, QueueType queueType) {

    private static final String URI_KEY = "rowkeep.amqp.uri";

    /** What kind of queues to declare. */
    public enum QueueType {
        /** As the broker says: {@code QUORUM} on RabbitMQ, else {@code PLAIN}. */
        AUTO,
        /** Quorum queues with a dead-letter exchange. */
        QUORUM,
        /** Durable queues without any argument, for brokers that know none. */
        PLAIN
    }

    /** Asks for {@code rowkeep.amqp.*}. */
    public static AmqpSettings read(SettingsReader reader) {
        String text = reader.required(URI_KEY, "the URI of the broker, for example amqp://user:password@host:5672");
        URI uri = parse(text);
        if (uri == null) {
            throw reader.wrong(URI_KEY, "must read like amqp://user:password@host:5672 or amqps://…");
        }
        return new AmqpSettings(uri, reader.choice("rowkeep.amqp.queue-type", QueueType.AUTO));
    }

    private static @Nullable URI parse(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && Set.of("amqp", "amqps").contains(uri.getScheme()) ? uri : null;
        } catch (URISyntaxException e) {
            // Its message would hold the text, and so the password.
            return null;
        }
    }

    /** Scheme, host, port and virtual host: what may be shown. */
    public String place() {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
    }

    @Override
    public String toString() {
        return "AmqpSettings[uri=%s, queueType=%s]".formatted(place(), queueType);
    }
}
