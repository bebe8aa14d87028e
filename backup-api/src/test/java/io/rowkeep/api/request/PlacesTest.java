package io.rowkeep.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.api.request.Places.Place;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private final Places places = new Places(4, "uploads");
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();

    @Test
    void oneTokenLeavesHalfToTheOthers() {
        places.take(first);
        places.take(first);
        refused(first, "2 uploads of this token are under way already");

        places.take(second);
        places.take(second);
        refused(UUID.randomUUID(), "4 uploads are under way already");
    }

    @Test
    void whatIsLeftIsFreeAgain() {
        places.take(first);
        Place place = places.take(first);
        place.close();
        place.close();

        places.take(first);

        refused(first, "2 uploads of this token");
    }

    @Test
    void oneOnlyPlaceIsForEverybody() {
        Places one = new Places(1, "uploads");
        try (Place place = one.take(first)) {
            assertThat(place).isNotNull();
            assertThatExceptionOfType(BackupException.class).isThrownBy(() -> one.take(second));
        }
        one.take(second);
    }

    private void refused(UUID token, String why) {
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> places.take(token))
                .withMessageContaining(why)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_MANY_STREAMS));
    }
}
