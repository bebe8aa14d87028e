package io.rowkeep.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SettableClockTest {

    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

    private final SettableClock clock = new SettableClock(START);

    @Test
    void standsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(START).isEqualTo(clock.instant());

        clock.advance(Duration.ofMinutes(5));

        assertThat(clock.instant()).isEqualTo("2026-11-21T00:05:00Z");
    }

    @Test
    void aCopyInAnotherZoneMovesAlong() {
        Clock copy = clock.withZone(ZoneId.of("Asia/Colombo"));

        clock.set(Instant.EPOCH);

        assertThat(copy.instant()).isEqualTo(Instant.EPOCH);
        assertThat(copy.getZone()).isEqualTo(ZoneId.of("Asia/Colombo"));
    }
}
