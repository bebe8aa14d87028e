package io.rowkeep.worker.intake;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import io.rowkeep.message.MessageTopology;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.springframework.amqp.core.Message;

/** Keeps messages that nobody could understand, with the reason, for a person to read and replay. */
final class DeadLetters {

    /** Why the message is here. */
    static final String REASON = "x-rowkeep-reason";

    /** The queue that it came from. */
    static final String QUEUE = "x-rowkeep-queue";

    private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(10);
    private static final int PERSISTENT = 2;

    private DeadLetters() {}

    /** Publishes the message there on its own channel and waits until the broker has it: only then it may be acknowledged. */
    static void keep(Message message, String reason, Channel channel)
            throws IOException, InterruptedException, TimeoutException {
        Map<String, Object> headers = new HashMap<>();
        headers.put(REASON, reason);
        headers.put(QUEUE, message.getMessageProperties().getConsumerQueue());
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .contentType(message.getMessageProperties().getContentType())
                .deliveryMode(PERSISTENT)
                .headers(headers)
                .build();
        channel.confirmSelect();
        channel.basicPublish(MessageTopology.DEAD_LETTERS, "", properties, message.getBody());
        channel.waitForConfirmsOrDie(CONFIRM_TIMEOUT.toMillis());
    }
}
