package io.rowkeep.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

    private static final QueryParameter YEAR = integer("year", 1900L, 2100L);
    private static final QueryParameter MONTH = integer("month", 1L, 12L);
    private static final QueryParameter TITLE = new QueryParameter("title", ParameterType.TEXT, null, null, List.of());

    @ParameterizedTest
    @CsvSource({"6, 6", "06, 6", "12, 12", "1, 1", "0000000000000000007, 7"})
    void anIntegerHasOneFormOnly(String given, String value) {
        assertThat(MONTH.checked(given)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"13", "0", "-1", "", " 6", "6.0", "6e0", "+6", "six", "٦", "99999999999999999999", "1); drop"})
    void everythingElseIsRefusedInOneSentence(String given) {
        assertThat(refusal(MONTH, given))
                .isEqualTo("The parameter 'month' is a whole number from 1 to 12, not '%s'".formatted(given));
    }

    @Test
    void limitsMayBeLeftOut() {
        assertThat(refusal(integer("n", null, null), "x")).isEqualTo("The parameter 'n' is a whole number, not 'x'");
        assertThat(refusal(integer("n", 5L, null), "4"))
                .isEqualTo("The parameter 'n' is a whole number from 5, not '4'");
        assertThat(refusal(integer("n", null, 5L), "6"))
                .isEqualTo("The parameter 'n' is a whole number of at most 5, not '6'");
        assertThat(integer("n", null, null).checked("-9223372036854775808")).isEqualTo("-9223372036854775808");
        assertThat(refusal(integer("n", null, null), "9223372036854775808")).contains("whole number");
    }

    @Test
    void daysAreIsoDaysOfTheCalendar() {
        QueryParameter day = new QueryParameter("day", ParameterType.DATE, null, null, List.of());

        assertThat(day.checked("2024-02-29")).isEqualTo("2024-02-29");
        for (String wrong : List.of("2025-02-29", "30-06-2025", "2025-6-1", "0000-01-01", "today", "infinity", "")) {
            assertThat(refusal(day, wrong))
                    .isEqualTo("The parameter 'day' is a day such as 2025-06-30, not '%s'".formatted(wrong));
        }
    }

    @Test
    void booleansAreTwoWords() {
        QueryParameter active = new QueryParameter("active", ParameterType.BOOLEAN, null, null, List.of());

        assertThat(active.checked("true")).isEqualTo("true");
        assertThat(active.checked("false")).isEqualTo("false");
        assertThat(refusal(active, "1")).isEqualTo("The parameter 'active' is true or false, not '1'");
    }

    @Test
    void textsAreAnyOrOneOfAList() {
        QueryParameter language = new QueryParameter("language", ParameterType.TEXT, null, null, List.of("en", "pt"));

        assertThat(TITLE.checked("")).isEmpty();
        assertThat(TITLE.checked("a'b\\\"c\n😀")).isEqualTo("a'b\\\"c\n😀");
        assertThat(refusal(TITLE, "a\0b")).startsWith("The parameter 'title' is a text of at most 1000 characters");
        assertThat(refusal(TITLE, "a\ud800b")).startsWith("The parameter 'title' is a text");
        assertThat(refusal(TITLE, "x".repeat(1001))).endsWith("x…'").hasSizeLessThan(250);
        assertThat(language.checked("pt")).isEqualTo("pt");
        assertThat(refusal(language, "PT")).isEqualTo("The parameter 'language' is one of en, pt, not 'PT'");
    }

    @Test
    void everyParameterIsNeededAndNoOtherIsKnown() {
        List<QueryParameter> both = List.of(YEAR, MONTH);

        assertThat(QueryParameters.checked(both, Map.of("year", "2025", "month", "06")))
                .isEqualTo(Map.of("year", "2025", "month", "6"));
        assertThat(refusal(both, Map.of("year", "2025")))
                .isEqualTo("The parameter 'month' is missing: it is a whole number from 1 to 12");
        assertThat(refusal(both, Map.of("year", "2025", "month", "6", "day", "1")))
                .isEqualTo("The parameter 'day' is not known here; this dataset has month, year");
        assertThat(refusal(List.of(), Map.of("year", "2025")))
                .isEqualTo("This dataset has no parameters, so none 'year'");
        assertThat(QueryParameters.checked(List.of(), Map.of())).isEmpty();
    }

    private static QueryParameter integer(String name, @Nullable Long min, @Nullable Long max) {
        return new QueryParameter(name, ParameterType.INTEGER, min, max, List.of());
    }

    private static String refusal(QueryParameter parameter, String text) {
        return catchThrowableOfType(InvalidParameter.class, () -> parameter.checked(text))
                .getMessage();
    }

    private static String refusal(List<QueryParameter> declared, Map<String, String> given) {
        return catchThrowableOfType(InvalidParameter.class, () -> QueryParameters.checked(declared, given))
                .getMessage();
    }
}
