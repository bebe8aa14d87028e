package io.rowkeep.worker.intake;

import io.rowkeep.job.Lane;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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

    private final Lane lane;
    private final Slots slots;
    private final List<SimpleMessageListenerContainer> containers;
    private final ExecutorService thread;
    private volatile boolean open;

    LaneConsumers(Lane lane, Slots slots, List<SimpleMessageListenerContainer> containers) {
        this.lane = lane;
        this.slots = slots;
        this.containers = List.copyOf(containers);
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("rowkeep-lane-" + lane.id()).factory());
    }

    void open() {
        open = true;
        adjust();
    }

    /** Starts or stops the consumers, as the lane's slots say when it comes to it; returns at once. */
    void adjust() {
        try {
            thread.execute(() -> {
                if (open && slots.hasFree(lane)) {
                    start();
                } else {
                    stop();
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Lane {} is closed", lane.id());
        }
    }

    /** Stops the consumers for good and waits until none of them takes a command any more. */
    void close() throws InterruptedException {
        open = false;
        adjust();
        thread.shutdown();
        if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warn("The consumers of lane {} did not stop in time", lane.id());
        }
    }

    private void start() {
        for (SimpleMessageListenerContainer container : containers) {
            try {
                container.start();
            } catch (RuntimeException e) {
                LOG.warn("A consumer of lane {} could not start: {}", lane.id(), e.getMessage());
            }
        }
    }

    private void stop() {
        CountDownLatch stopped = new CountDownLatch(containers.size());
        containers.forEach(container -> container.stop(stopped::countDown));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
