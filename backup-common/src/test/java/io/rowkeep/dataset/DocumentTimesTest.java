package io.rowkeep.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTimesTest {

    @ParameterizedTest
    @CsvSource({
        "2025-10-01 10:00:00, 2025-10-01T10:00:00.000000, 2025-10-01T10:00:00.000Z",
        "2025-10-01 10:00:00.25, 2025-10-01T10:00:00.250000, 2025-10-01T10:00:00.250Z",
        "2025-10-01 10:00:00.123456, 2025-10-01T10:00:00.123456, 2025-10-01T10:00:00.123456Z",
        "2025-10-01 10:00:00.1234, 2025-10-01T10:00:00.123400, 2025-10-01T10:00:00.123400Z",
    })
    void noDigitIsLost(String printed, String iso, String utc) {
        assertThat(DocumentTimes.ISO.timestamp(printed)).isEqualTo(iso);
        assertThat(DocumentTimes.UTC.timestamp(printed)).isEqualTo(utc);
        assertThat(DocumentTimes.ISO.instant(printed + "+00")).isEqualTo(iso + "+00:00");
        assertThat(DocumentTimes.UTC.instant(printed + "+00")).isEqualTo(utc);
    }

    @ParameterizedTest
    @ValueSource(strings = {"infinity", "-infinity", "0044-03-15 12:00:00 BC", "12025-10-01 10:00:00"})
    void whatHasNoPlaceThereStaysAsItIs(String printed) {
        assertThat(DocumentTimes.ISO.timestamp(printed)).isEqualTo(printed);
        assertThat(DocumentTimes.UTC.timestamp(printed)).isEqualTo(printed);
        assertThat(DocumentTimes.UTC.instant(printed)).isEqualTo(printed);
    }

    @Test
    void anotherWayIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocumentTimes.parse("dd-MM-yyyy"))
                .withMessage("The times of a document are iso or utc, not 'dd-MM-yyyy'");
    }
}
