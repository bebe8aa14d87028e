package io.rowkeep.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.job.Lane;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

class LaneConsumersTest {

    private final Slots slots = new Slots(Map.of(Lane.CHANGE, 1));
    private final LaneConsumers consumers = new LaneConsumers(Lane.CHANGE, slots);
    private final Consumer consumer = new Consumer();

    LaneConsumersTest() {
        consumers.add(consumer);
    }

    @Test
    void aConsumerThatCannotStartYetIsStartedLater() throws InterruptedException {
        consumers.open();

        assertThat(consumer.started.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(consumer.tries).hasValue(2);
        consumers.shut();
        consumers.awaitShut();
        assertThat(consumer.stopped).hasValue(1);
    }

    @Test
    void aLaneWithoutAFreeSlotDoesNotConsume() throws InterruptedException {
        slots.take(Lane.CHANGE, Duration.ZERO);
        consumers.open();
        consumers.shut();
        consumers.awaitShut();

        assertThat(consumer.tries).hasValue(0);
        assertThat(consumer.stopped).hasValue(2);
    }

    /** One that has not stopped yet when it is to start, as after a pause of the whole process. */
    private static final class Consumer extends SimpleMessageListenerContainer {

        final AtomicInteger tries = new AtomicInteger();
        final AtomicInteger stopped = new AtomicInteger();
        final CountDownLatch started = new CountDownLatch(1);

        @Override
        public void start() {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("A stopped container should not have consumers");
            }
            started.countDown();
        }

        @Override
        public void stop(Runnable callback) {
            stopped.incrementAndGet();
            callback.run();
        }
    }
}
