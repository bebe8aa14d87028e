package io.rowkeep.worker.intake;

import com.rabbitmq.client.Channel;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.JobId;
import io.rowkeep.message.CancelNotice;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.message.MessageTopology;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionListener;

/**
 * Hears that a job is to be cancelled, on a queue of this worker's own that lives as long as its connection. A notice may be
 * lost: the next renewal of the lease finds the flag anyway. Safe for use by many threads.
 */
final class CancelSubscription implements ConnectionListener {

    private static final Logger LOG = LoggerFactory.getLogger(CancelSubscription.class);

    private final Consumer<JobId> whenAsked;
    private @Nullable Channel channel;

    CancelSubscription(Consumer<JobId> whenAsked) {
        this.whenAsked = whenAsked;
    }

    /** Subscribes on a new connection, unless an older one still carries the subscription. */
    @Override
    public synchronized void onCreate(@Nullable Connection connection) {
        if (connection == null || (channel != null && channel.isOpen())) {
            return;
        }
        try {
            Channel fresh = connection.createChannel(false);
            String queue = fresh.queueDeclare().getQueue();
            fresh.queueBind(queue, MessageTopology.CONTROL, "");
            fresh.basicConsume(queue, true, (tag, delivery) -> read(delivery.getBody()), tag -> {});
            channel = fresh;
        } catch (IOException | RuntimeException e) {
            LOG.warn("Cancellations take a second longer, because there is no queue for notices: {}", e.getMessage());
        }
    }

    private void read(byte[] body) {
        try {
            whenAsked.accept(MessageMapper.read(body, CancelNotice.class).jobId());
        } catch (BackupException e) {
            LOG.warn("A notice on {} is dropped: {}", MessageTopology.CONTROL, e.getMessage());
        }
    }
}
