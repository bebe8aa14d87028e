package io.rowkeep.control.broker;

import io.rowkeep.control.ControlFixture;
import io.rowkeep.settings.AmqpSettings;
import io.rowkeep.settings.AmqpSettings.QueueType;
import java.net.URI;
import java.time.Clock;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** One process's broker side, on a control database of its own; and a consumer's view of the broker. */
final class BrokerFixture implements AutoCloseable {

    final ControlFixture control;
    private final URI uri;
    final CachingConnectionFactory connections;
    final Topology topology;
    final OutboxRelay relay;
    final Broadcast broadcast;
    final RabbitTemplate consumer;

    BrokerFixture(ControlFixture control, URI uri) {
        this.control = control;
        this.uri = uri;
        connections = BrokerConnections.open(new AmqpSettings(uri, QueueType.AUTO));
        topology = new Topology(connections, QueueType.AUTO);
        Publisher publisher = new Publisher(connections);
        relay = new OutboxRelay(new PendingMessages(control.jdbc), publisher, control.bell);
        broadcast = new Broadcast(publisher, control.ids, Clock.systemUTC());
        consumer = new RabbitTemplate(connections);
        consumer.setReceiveTimeout(30_000);
    }

    /** Another process with the same database and broker. */
    BrokerFixture secondProcess() {
        return new BrokerFixture(control, uri);
    }

    /** A queue of its own for everything that an exchange is sent; gone with the connection. */
    String listen(String exchange, String routingKey) {
        return consumer.execute(channel -> {
            String queue = channel.queueDeclare("", false, true, false, null).getQueue();
            channel.queueBind(queue, exchange, routingKey);
            return queue;
        });
    }

    Message receive(String queue) {
        Message message = consumer.receive(queue);
        if (message == null) {
            throw new AssertionError("No message came to " + queue);
        }
        return message;
    }

    @Override
    public void close() {
        relay.close();
        broadcast.close();
        connections.destroy();
    }
}
