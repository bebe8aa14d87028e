package io.rowkeep.api.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LastEventTest {

    @Test
    void theHeaderOfABrowserThatConnectsAgainCountsMoreThanTheAddressOfItsFirstConnection() {
        assertThat(LastEvent.of("7", "3")).isEqualTo(new LastEvent("Last-Event-ID", "7"));
        assertThat(LastEvent.of(null, "3")).isEqualTo(new LastEvent("lastEventId", "3"));
        assertThat(LastEvent.of("", "")).isNull();
    }

    @Test
    void aNumberIsOneOfTheJobsEvents() {
        assertThat(new LastEvent("lastEventId", "0").number(2)).isZero();
        assertThat(new LastEvent("lastEventId", "2").number(2)).isEqualTo(2);
        assertThatThrownBy(() -> new LastEvent("lastEventId", "3").number(2))
                .hasMessage(
                        "lastEventId is the id of the last event that was seen, here a number from 0 to 2, not '3'");
    }
}
