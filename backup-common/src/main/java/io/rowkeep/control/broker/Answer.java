package io.rowkeep.control.broker;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.ReturnedMessage;
import org.springframework.amqp.rabbit.connection.CorrelationData;

/**
 * What the broker said about a message.
 *
 * @param refusal why it did not take it; null when it did
 */
record Answer(@Nullable String refusal) {

    /** Waits for the broker's word until a moment of {@link System#nanoTime()}. */
    static Answer await(CorrelationData sent, long deadline) throws InterruptedException {
        try {
            long patience = Math.max(0, deadline - System.nanoTime());
            CorrelationData.Confirm confirm = sent.getFuture().get(patience, TimeUnit.NANOSECONDS);
            // RabbitMQ returns an unroutable message and then confirms it; Qpid refuses it, and returns it after that.
            ReturnedMessage returned = sent.getReturned();
            if (returned != null) {
                return new Answer("No queue takes it: " + returned.getReplyText());
            }
            return confirm.ack() ? new Answer(null) : new Answer("The broker refused it: " + confirm.reason());
        } catch (TimeoutException e) {
            return new Answer("The broker did not confirm it in time");
        } catch (ExecutionException e) {
            return new Answer("The broker did not confirm it: " + e.getMessage());
        }
    }

    boolean taken() {
        return refusal == null;
    }
}
