package io.rowkeep.worker.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types of a backup's schema are looked for in the target's. */
class SpelledTypeTest {

    private static boolean same(String then, String schemaThen, String now, String schemaNow) {
        return SpelledType.of(then).sameIn(schemaThen, SpelledType.of(now), schemaNow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"integer", "numeric(10,2)", "timestamp(3) with time zone", "\"char\"", "text[]", "interval(3)"})
    void aTypeOfTheServerHasNoSchema(String type) {
        assertThat(SpelledType.of(type)).isEqualTo(new SpelledType(null, type));
    }

    @Test
    void aSchemaIsReadAsItIsQuoted() {
        assertThat(SpelledType.of("public.mood[]")).isEqualTo(new SpelledType("public", "mood[]"));
        assertThat(SpelledType.of("\"od.d\"\"x\".\"My.Type\"(4,5)"))
                .isEqualTo(new SpelledType("od.d\"x", "\"My.Type\"(4,5)"));
    }

    @Test
    void aTypeComesAlongWithItsTable() {
        assertThat(same("public.mood[]", "public", "\"New\".mood[]", "New")).isTrue();
        assertThat(same("public.mood", "public", "public.mood", "other")).isTrue();
        assertThat(same("integer", "public", "integer", "other")).isTrue();
    }

    @Test
    void anotherTypeDoesNot() {
        assertThat(same("public.mood", "public", "other.mood", "public")).isFalse();
        assertThat(same("shared.mood", "public", "other.mood", "other")).isFalse();
        assertThat(same("public.mood", "public", "other.moods", "other")).isFalse();
        assertThat(same("public.mood", "public", "other.mood[]", "other")).isFalse();
    }
}
