package io.rowkeep.worker.intake;

import io.rowkeep.job.Lane;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

/**
 * The consumers of one lane, one for each source. They consume only while the lane has a free slot: a command held by a busy
 * worker would starve an idle one. A thread of its own starts and stops them, never the consumers' own. Thread-safe.
 */
final class LaneConsumers {

    private static final Logger LOG = LoggerFactory.getLogger(LaneConsumers.class);

    private static final Duration PATIENCE = Duration.ofSeconds(6);

    /** A consumer that did not stop in time, as after a pause of the whole process, cannot start before it has. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Lane lane;
    private final Slots slots;
    private final List<SimpleMessageListenerContainer> containers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread;
    private volatile boolean open;

    LaneConsumers(Lane lane, Slots slots) {
        this.lane = lane;
        this.slots = slots;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("rowkeep-lane-" + lane.id()).factory());
    }

    /** Adds the consumer of one source; call before {@link #open()}. */
    void add(SimpleMessageListenerContainer container) {
        containers.add(container);
    }

    /** Begins to consume. */
    void open() {
        open = true;
        adjust();
    }

    /** Starts or stops the consumers, as the lane's slots say when it comes to it; returns at once. */
    void adjust() {
        try {
            thread.execute(this::startOrStop);
        } catch (RejectedExecutionException e) {
            LOG.debug("Lane {} is closed", lane.id());
        }
    }

    private void startOrStop() {
        if (!open || !slots.hasFree(lane)) {
            stop();
        } else if (!start() && open) {
            var unused = thread.schedule(this::startOrStop, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Stops the consumers for good; returns at once. */
    void shut() {
        open = false;
        adjust();
        thread.shutdown();
    }

    /** Waits until none of them takes a command any more. */
    void awaitShut() throws InterruptedException {
        if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("The consumers of lane {} did not stop in time", lane.id());
        }
    }

    /** Whether all of them consume. */
    private boolean start() {
        boolean all = true;
        for (SimpleMessageListenerContainer container : containers) {
            try {
                container.start();
            } catch (RuntimeException e) {
                LOG.warn("A consumer of lane {} could not start, trying on: {}", lane.id(), e.getMessage());
                all = false;
            }
        }
        return all;
    }

    private void stop() {
        CountDownLatch stopped = new CountDownLatch(containers.size());
        containers.forEach(container -> container.stop(stopped::countDown));
        try {
            if (!stopped.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A consumer of lane {} did not stop in time", lane.id());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
