package io.rowkeep.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.failure.ErrorCode;
import org.junit.jupiter.api.Test;

class JobErrorTest {

    @Test
    void whatNoDatabaseCanHoldIsReplacedSoThatTheJobCanEnd() {
        assertThat(message("'a\0b' is no date")).isEqualTo("'a\uFFFDb' is no date");
        assertThat(message("'cut\uD83D' is no date")).isEqualTo("'cut\uFFFD' is no date");
        assertThat(message("\uDE00 begins")).isEqualTo("\uFFFD begins");
    }

    @Test
    void everythingElseStaysAsItIs() {
        String sentence = "Table public.users, record 1: '\u00fc\uD83D\uDE00\n' is no date";

        assertThat(message(sentence)).isEqualTo(sentence);
    }

    private static String message(String message) {
        return new JobError(ErrorCode.IMPORT_REFUSED, message).message();
    }
}
