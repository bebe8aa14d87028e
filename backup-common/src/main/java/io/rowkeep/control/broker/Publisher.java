package io.rowkeep.control.broker;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** Hands messages to the broker, on a connection that no consumer can block. Thread-safe. */
final class Publisher {

    private final RabbitTemplate commands;
    private final RabbitTemplate events;

    Publisher(ConnectionFactory connections) {
        this.commands = template(connections, true);
        this.events = template(connections, false);
    }

    /** Throws when the broker cannot be reached now. */
    void connect() {
        events.execute(channel -> true);
    }

    /** Sends a message of the outbox; the broker's answer comes in the future of what is returned. */
    CorrelationData send(PendingMessage pending) {
        CorrelationData answer = new CorrelationData(pending.id().toString());
        Message message = message(pending.id(), pending.contentType(), pending.body());
        if (pending.traceParent() != null) {
            message.getMessageProperties().setHeader("traceparent", pending.traceParent());
        }
        RabbitTemplate template = pending.mandatory() ? commands : events;
        template.send(pending.exchange(), pending.routingKey(), message, answer);
        return answer;
    }

    /** Sends a message that may be lost. */
    void sendOnce(String exchange, String routingKey, UUID id, String contentType, String body) {
        events.send(exchange, routingKey, message(id, contentType, body));
    }

    private static Message message(UUID id, String contentType, String body) {
        return MessageBuilder.withBody(body.getBytes(StandardCharsets.UTF_8))
                .setMessageId(id.toString())
                .setContentType(contentType)
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
                .build();
    }

    private static RabbitTemplate template(ConnectionFactory connections, boolean mandatory) {
        RabbitTemplate template = new RabbitTemplate(connections);
        template.setUsePublisherConnection(true);
        template.setMandatory(mandatory);
        // The answer to a message carries its return; without any callback every return would be logged as a fault.
        template.setReturnsCallback(returned -> {});
        return template;
    }
}
