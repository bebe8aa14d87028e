package io.rowkeep.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TablePatternTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "odd.name", "a*b", "say \"hi\"", "🎓 школа", "学生表", "a\nb", "(a|b)", "\\Q", "$1", "+"})
    void aTablesOwnTextSelectsItAndNoOther(String name) {
        TableName table = new TableName(name, name);
        TablePattern pattern = new TablePattern(table.toString());

        assertThat(pattern.matches(table)).isTrue();
        assertThat(pattern.isExact()).isTrue();
        assertThat(pattern.matches(new TableName(name, name + "x"))).isFalse();
        assertThat(pattern.matches(new TableName("x" + name, name))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"public.*, students", "stu*, students", "public.🎓*, 🎓 школа", "pub*.*s, students"})
    void aStarStandsForAnyCharactersOfItsPiece(String pattern, String name) {
        assertThat(new TablePattern(pattern).matches(new TableName("public", name)))
                .isTrue();
        assertThat(new TablePattern(pattern).matches(new TableName("other", name)))
                .isFalse();
    }
}
