package io.rowkeep.worker.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PulseTest {

    @Test
    void itBeatsEveryTwoSecondsHoweverOftenItRuns() {
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
        AtomicInteger beats = new AtomicInteger();
        Pulse pulse = new Pulse(beats::incrementAndGet, clock::get);

        for (int i = 0; i < 100; i++) {
            pulse.run();
            clock.addAndGet(100_000_000);
        }

        assertThat(beats).hasValue(4);
    }
}
