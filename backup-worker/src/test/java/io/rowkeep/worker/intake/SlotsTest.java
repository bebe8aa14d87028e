package io.rowkeep.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.job.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private final Slots slots = new Slots(Map.of(Lane.EXPORT, 2, Lane.CHANGE, 1));
    private final List<Lane> freed = new ArrayList<>();

    SlotsTest() {
        slots.whenFreed(freed::add);
    }

    @Test
    void aLaneHasAsManySlotsAsItWasGiven() throws InterruptedException {
        assertThat(slots.take(Lane.EXPORT, Duration.ZERO)).isPresent();
        assertThat(slots.hasFree(Lane.EXPORT)).isTrue();
        assertThat(slots.take(Lane.EXPORT, Duration.ZERO)).isPresent();
        assertThat(slots.hasFree(Lane.EXPORT)).isFalse();
        assertThat(slots.take(Lane.EXPORT, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void aFullLaneLeavesTheOthersAlone() throws InterruptedException {
        slots.take(Lane.CHANGE, Duration.ZERO);

        assertThat(slots.hasFree(Lane.EXPORT)).isTrue();
    }

    @Test
    void aSlotComesBackOnceHoweverOftenItIsReleased() throws InterruptedException {
        Slot slot = slots.take(Lane.CHANGE, Duration.ZERO).orElseThrow();

        slot.release();
        slot.release();

        assertThat(freed).containsExactly(Lane.CHANGE);
        assertThat(slots.take(Lane.CHANGE, Duration.ZERO)).isPresent();
        assertThat(slots.take(Lane.CHANGE, Duration.ZERO)).isEmpty();
    }
}
