package io.rowkeep.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as they travel. */
class JobEventTest {

    @Test
    void aCompletionSaysWhatWasDone() {
        JobEvent event = parse(Sample.event("e-1", "completed", 2));

        assertThat(event.outcome()).isEqualTo(JobOutcome.COMPLETED);
        assertThat(event.kind()).isEqualTo("restore");
        assertThat(event.jobId()).isEqualTo("j-1");
        assertThat(event.origin()).isEqualTo("/rowkeep/school");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-21T10:15:30.123456Z"));
        assertThat(event.safetyBackupId()).isEqualTo("s-1");
        assertThat(event.statistics().table("public.users").orElseThrow().kept().kept())
                .isEqualTo(3);
        assertThat(event.progress()).isEqualTo(JobProgress.NONE);
    }

    @Test
    void whatANewerServerTellsIsUnknownAndNoFailure() {
        assertThat(parse(Sample.event("e-1", "paused", 2)).outcome()).isEqualTo(JobOutcome.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{]", "{\"data\": 7}", "{}", "{\"type\": \"io.rowkeep.backup.completed.v2\"}"})
    void whatIsNoEventIsRefusedWithASentence(String json) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The message is not an event of Rowkeep");
    }

    @Test
    void onlySoManyEventsAreRemembered() {
        RecentEvents recent = new RecentEvents(2);
        JobEvent first = parse(Sample.event("e-1", "completed", 1));

        assertThat(recent.add(first)).isTrue();
        assertThat(recent.add(first)).isFalse();
        recent.add(parse(Sample.event("e-2", "completed", 2)));
        recent.add(parse(Sample.event("e-3", "completed", 3)));

        assertThat(recent.contains(first)).isFalse();
    }

    private static JobEvent parse(String json) {
        return JobEvent.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
