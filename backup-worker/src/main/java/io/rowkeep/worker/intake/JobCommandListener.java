package io.rowkeep.worker.intake;

import com.rabbitmq.client.Channel;
import io.rowkeep.control.Claim;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.Job;
import io.rowkeep.job.Lane;
import io.rowkeep.job.WorkerId;
import io.rowkeep.message.JobCommand;
import io.rowkeep.message.MessageMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;

/**
 * Takes the commands of one source's lane, claims the job behind each one and starts it.
 *
 * <p>A command is acknowledged once the claim is committed: from then on the lease, not the broker, decides who owns the job. A
 * command whose job is claimed, ended, unknown or of another queue is a duplicate or a forgery and needs nothing more. What
 * cannot be decided now goes back to the queue.
 */
final class JobCommandListener implements ChannelAwareMessageListener {

    private static final Logger LOG = LoggerFactory.getLogger(JobCommandListener.class);

    /** Long enough for this lane's consumers to be gone before the command goes back, so that it does not come here again. */
    private static final Duration PATIENCE_FOR_SLOT = Duration.ofMillis(250);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final SourceName source;
    private final Lane lane;
    private final WorkerId worker;
    private final Jobs jobs;
    private final Slots slots;
    private final RunningAttempts running;
    private final Runnable whenClaimed;
    private final LongSupplier nanos;
    private final Pause pause;

    JobCommandListener(
            SourceName source,
            Lane lane,
            WorkerId worker,
            Jobs jobs,
            Slots slots,
            RunningAttempts running,
            Runnable whenClaimed,
            LongSupplier nanos,
            Pause pause) {
        this.source = source;
        this.lane = lane;
        this.worker = worker;
        this.jobs = jobs;
        this.slots = slots;
        this.running = running;
        this.whenClaimed = whenClaimed;
        this.nanos = nanos;
        this.pause = pause;
    }

    @Override
    public void onMessage(Message message, @Nullable Channel channel) throws InterruptedException {
        if (channel == null) {
            throw new IllegalStateException("Commands are acknowledged by hand, which needs their channel");
        }
        long tag = message.getMessageProperties().getDeliveryTag();
        try {
            if (settle(message, channel)) {
                channel.basicAck(tag, false);
            } else {
                channel.basicNack(tag, false, true);
            }
        } catch (IOException | TimeoutException | RuntimeException e) {
            // The broker went away, or did not take a dead letter: it delivers the command again.
            LOG.warn("A command from {} could not be settled: {}", source, e.toString());
            giveBack(channel, tag);
        }
    }

    /** Whether the broker can forget the message. */
    private boolean settle(Message message, Channel channel)
            throws IOException, TimeoutException, InterruptedException {
        JobCommand command;
        try {
            command = MessageMapper.read(message.getBody(), JobCommand.class);
        } catch (BackupException e) {
            LOG.warn(
                    "A message in {} goes to the dead letters: {}",
                    message.getMessageProperties().getConsumerQueue(),
                    e.getMessage());
            DeadLetters.keep(message, String.valueOf(e.getMessage()), channel);
            return true;
        }
        try {
            return take(command);
        } catch (RuntimeException e) {
            LOG.warn(
                    "Job {} could not be claimed, its command goes back to the queue: {}",
                    command.jobId(),
                    e.getMessage());
            pause.of(PAUSE_AFTER_FAILURE);
            return false;
        }
    }

    private boolean take(JobCommand command) throws InterruptedException {
        Optional<Job> job = jobs.find(command.jobId());
        if (job.isEmpty() || !belongsHere(job.get())) {
            return true;
        }
        Optional<Slot> slot = slots.take(lane, PATIENCE_FOR_SLOT);
        if (slot.isEmpty()) {
            return false;
        }
        try {
            long began = nanos.getAsLong();
            Optional<Claim> claim = jobs.claim(command.jobId(), worker);
            if (claim.isEmpty()) {
                slot.get().release();
                return true;
            }
            running.start(claim.get(), began, slot.get());
        } catch (RuntimeException e) {
            slot.get().release();
            throw e;
        }
        whenClaimed.run();
        return true;
    }

    private boolean belongsHere(Job job) {
        return job.source().equals(source)
                && job.kind().lane() == lane
                && !job.status().ended();
    }

    private static void giveBack(Channel channel, long tag) {
        try {
            channel.basicNack(tag, false, true);
        } catch (IOException | RuntimeException e) {
            LOG.debug("The channel is gone, and with it the delivery", e);
        }
    }
}
