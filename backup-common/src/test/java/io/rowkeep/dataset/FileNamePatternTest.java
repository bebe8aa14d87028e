package io.rowkeep.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamePatternTest {

    private static final ZonedDateTime MOMENT = ZonedDateTime.parse("2026-11-02T03:04:05.678Z");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "users_backup_{yyyyMMdd_HHmmss}, users_backup_20261102_030405",
                "incremental-backup-{yyyy-MM-dd'T'HH-mm-ss}, incremental-backup-2026-11-02T03-04-05",
                "{table}_backup_{dd_MM_yyyy_HH_mm_ss}, students_backup_02_11_2026_03_04_05",
                "{table}, students",
                "{MMMM} {d}, November 2",
                "always the same v1.2, always the same v1.2",
            })
    void bracesHoldTheTableOrATimeAndEverythingElseStands(String pattern, String name) {
        assertThat(new FileNamePattern(pattern).name("students", MOMENT)).isEqualTo(name);
    }

    @Test
    void whatStandsForTheTableIsTakenAsItIs() {
        assertThat(new FileNamePattern("{table}-{yyyy}").name("$1 {yyyy} \\", MOMENT))
                .isEqualTo("$1 {yyyy} \\-2026");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "users_{yyyyMMdd | a brace without its other one",
                "users_yyyyMMdd} | a brace without its other one",
                "users_{a{table}} | braces within braces",
                "{YYYYMMDD_HHMMSS} | 'YYYYMMDD_HHMMSS' is not a java.time pattern",
                "{tabel} | nor is it table",
                "{} | is not a java.time pattern",
                "{yyyy-MM-dd XXX} | is not a java.time pattern",
                "a/b | which no file name has everywhere",
                "a\\b | which no file name has everywhere",
                "{HH:mm} | which no file name has everywhere",
                "{table}.json | leave it out",
                "users.csv | leave it out",
            })
    void whatIsNoNameIsRefusedInASentence(String pattern, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileNamePattern(pattern))
                .withMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "{yyyy\0}"})
    void blankNamesAndControlCharactersAreRefused(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FileNamePattern(pattern));
    }
}
