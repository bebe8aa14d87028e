package io.rowkeep.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.message.MessageMapper;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetProfileTest {

    private final CellTimes colombo =
            profile("dd-MM-yyyy HH:mm:ss", "dd.MM.yy", "Asia/Colombo", Map.of()).times();

    @ParameterizedTest
    @CsvSource({
        "2026-11-21, 21.11.26",
        "0001-01-01, 01.01.01",
        "9999-12-31, 31.12.99",
        "10000-01-01, 10000-01-01",
        "4713-01-01 BC, 4713-01-01 BC",
        "infinity, infinity",
        "-infinity, -infinity"
    })
    void daysFollowTheirPattern(String printed, String shown) {
        assertThat(colombo.day(printed)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21 23:59:59.999999, 21-11-2026 23:59:59",
        "2026-11-21 00:00:00, 21-11-2026 00:00:00",
        "294276-12-31 23:59:59.999999, 294276-12-31 23:59:59.999999",
        "0001-01-01 00:00:00 BC, 0001-01-01 00:00:00 BC",
        "infinity, infinity"
    })
    void timestampsFollowTheirPatternInNoZone(String printed, String shown) {
        assertThat(colombo.timestamp(printed)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21 20:00:00.5+00, 22-11-2026 01:30:00",
        "2026-11-21 20:00:00+00, 22-11-2026 01:30:00",
        "9999-12-31 20:00:00+00, 9999-12-31 20:00:00+00",
        "2026-11-21 20:00:00, 2026-11-21 20:00:00",
        "0044-03-15 12:00:00+00 BC, 0044-03-15 12:00:00+00 BC",
        "-infinity, -infinity"
    })
    void instantsAreShownInTheZone(String printed, String shown) {
        assertThat(colombo.instant(printed)).isEqualTo(shown);
    }

    @Test
    void summerTimeIsKept() {
        CellTimes rome = profile("HH:mm", "dd", "Europe/Rome", Map.of()).times();

        assertThat(rome.instant("2026-10-25 00:30:00+00")).isEqualTo("02:30");
        assertThat(rome.instant("2026-10-25 01:30:00+00")).isEqualTo("02:30");
        assertThat(rome.instant("2026-01-25 01:30:00+00")).isEqualTo("02:30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "DD-MM-yyyy", "dd-MM-YYYY", "dd-MM-yyyy HH:mm z", "qqqqqqq", "'open", "yyyy\tMM", "{"})
    void aWrongPatternIsNamedWithARightOne(String pattern) {
        assertThatThrownBy(() -> profile(pattern, "dd-MM-yyyy", "UTC", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + pattern
                        + "' is not a java.time pattern for a date and time, such as dd-MM-yyyy HH:mm:ss");
    }

    @Test
    void aLiteralMayHaveAnyLetter() {
        assertThat(profile("dd 'Day' HH", "dd", "UTC", Map.of()).times().timestamp("2026-11-21 20:00:00"))
                .isEqualTo("21 Day 20");
    }

    @Test
    void aPatternForDaysHasNoTime() {
        assertThatThrownBy(() -> profile("dd", "dd HH:mm", "UTC", Map.of()))
                .hasMessage("'dd HH:mm' is not a java.time pattern for a date, such as dd-MM-yyyy");
    }

    @Test
    void jsonKeepsTheOrderOfColumns() {
        Map<String, String> headings = new LinkedHashMap<>();
        headings.put("name", "Nome");
        headings.put("id", "ID");
        headings.put("Born", "Born");
        SpreadsheetProfile profile =
                profile("dd/MM/yyyy", "dd", "Asia/Colombo", Map.of(TableName.parse("public.\"odd.name\""), headings));

        SpreadsheetProfile read =
                MessageMapper.JSON.readValue(MessageMapper.JSON.writeValueAsString(profile), SpreadsheetProfile.class);

        assertThat(read).isEqualTo(profile);
        assertThat(read.columns().values().iterator().next().keySet()).containsExactly("name", "id", "Born");
    }

    private static SpreadsheetProfile profile(
            String dates, String days, String zone, Map<TableName, Map<String, String>> columns) {
        return new SpreadsheetProfile(dates, days, ZoneId.of(zone), columns);
    }
}
