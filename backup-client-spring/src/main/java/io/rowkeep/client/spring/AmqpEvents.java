package io.rowkeep.client.spring;

import io.rowkeep.client.EventDelivery;
import io.rowkeep.client.JobEvent;
import io.rowkeep.client.JobListener;
import io.rowkeep.client.RecentEvents;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpRejectAndDontRequeueException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;

/**
 * Hands messages to the application's listeners; returning acknowledges. What cannot be read is rejected at once; an event at which a
 * listener fails is delivered once more, to those that have not had it, and then rejected: a queue with a dead-letter exchange keeps it.
 */
final class AmqpEvents implements MessageListener {

    private static final int REMEMBERED = 1_000;

    private final List<EventDelivery> deliveries;
    private final RecentEvents failed = new RecentEvents(REMEMBERED);

    AmqpEvents(List<JobListener> listeners) {
        this.deliveries = listeners.stream().map(EventDelivery::new).toList();
    }

    @Override
    public void onMessage(Message message) {
        JobEvent event = read(message);
        @Nullable RuntimeException failure = null;
        for (EventDelivery delivery : deliveries) {
            try {
                delivery.deliver(event);
            } catch (RuntimeException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        if (failure == null) {
            return;
        }
        if (failed.add(event)) {
            throw failure;
        }
        throw new AmqpRejectAndDontRequeueException(
                "A listener failed twice at event %s of job %s".formatted(event.id(), event.jobId()), failure);
    }

    private static JobEvent read(Message message) {
        try {
            return JobEvent.parse(message.getBody());
        } catch (IllegalArgumentException e) {
            throw new AmqpRejectAndDontRequeueException(String.valueOf(e.getMessage()), e);
        }
    }
}
