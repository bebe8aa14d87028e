package io.rowkeep.control.broker;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.Lane;
import io.rowkeep.message.MessageTopology;
import io.rowkeep.settings.AmqpSettings.QueueType;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionListener;
import org.springframework.amqp.rabbit.support.RabbitExceptionTranslator;

/** Declares exchanges and queues on every new connection, so that a broker which lost them gets them back. Thread-safe. */
public final class Topology implements ConnectionListener {

    private static final Map<String, BuiltinExchangeType> EXCHANGES = Map.of(
            MessageTopology.COMMANDS, BuiltinExchangeType.DIRECT,
            MessageTopology.EVENTS, BuiltinExchangeType.TOPIC,
            MessageTopology.CONTROL, BuiltinExchangeType.FANOUT,
            MessageTopology.DEAD_LETTERS, BuiltinExchangeType.FANOUT);

    private final ConnectionFactory connections;
    private final QueueType queueType;
    private final Set<SourceName> sources = ConcurrentHashMap.newKeySet();

    Topology(ConnectionFactory connections, QueueType queueType) {
        this.connections = connections;
        this.queueType = queueType;
        connections.addConnectionListener(this);
    }

    /**
     * Declares the queues of all lanes of a source, now and on every connection to come.
     *
     * @throws org.springframework.amqp.AmqpException when the broker cannot be reached now, or has such a queue with other
     *     arguments; the source is remembered all the same
     */
    public void declareLanes(SourceName source) {
        sources.add(source);
        declare(connections.createConnection());
    }

    @Override
    public void onCreate(@Nullable Connection created) {
        Connection connection = Objects.requireNonNull(created);
        try {
            declare(connection);
        } catch (RuntimeException e) {
            // Otherwise the next user would get this connection from the cache, with only half of what it needs.
            Objects.requireNonNull(connection.getDelegate()).abort();
            throw e;
        }
    }

    private void declare(Connection connection) {
        try (Channel channel = connection.createChannel(false)) {
            boolean quorum = QueueArguments.quorum(queueType, product(connection));
            for (Map.Entry<String, BuiltinExchangeType> exchange : EXCHANGES.entrySet()) {
                channel.exchangeDeclare(exchange.getKey(), exchange.getValue(), true);
            }
            channel.queueDeclare(
                    MessageTopology.DEAD_LETTER_QUEUE, true, false, false, QueueArguments.ofDeadLetters(quorum));
            channel.queueBind(MessageTopology.DEAD_LETTER_QUEUE, MessageTopology.DEAD_LETTERS, "");
            for (SourceName source : sources) {
                for (Lane lane : Lane.values()) {
                    String queue = MessageTopology.jobQueue(source, lane);
                    channel.queueDeclare(queue, true, false, false, QueueArguments.ofJobs(quorum));
                    channel.queueBind(queue, MessageTopology.COMMANDS, queue);
                }
            }
        } catch (IOException | TimeoutException e) {
            throw RabbitExceptionTranslator.convertRabbitAccessException(e);
        }
    }

    private static String product(Connection connection) {
        return String.valueOf(Objects.requireNonNull(connection.getDelegate())
                .getServerProperties()
                .get("product"));
    }
}
