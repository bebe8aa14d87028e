package io.rowkeep.worker.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class PostgresErrorsTest {

    @ParameterizedTest
    @ValueSource(strings = {"23502", "23514"})
    void aRowThatBreaksAConstraintIsNotShown(String state) {
        BackupException failure = translate(state, "Failing row contains (9001, null, s3cret).");

        assertThat(failure.code()).isEqualTo(ErrorCode.CONSTRAINT_VIOLATED);
        assertThat(failure).hasMessage("Source school, table public.users: it is not right");
    }

    @Test
    void ofALineOfCopyOnlyItsNumberIsShown() {
        String line = "WCOPY users, line 7: \"9001\ts3cret\"";
        assertThat(translate("23502", "", line))
                .hasMessage("Source school, table public.users: it is not right; COPY users, line 7");
        String value = "WCOPY users, line 7, column id: \"x\"";
        assertThat(translate("22P02", "", value))
                .hasMessage("Source school, table public.users: it is not right; COPY users, line 7, column id: \"x\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY users, Zeile 7: »9001\ts3cret«",
                "usersのCOPY 行 7: \"9001\ts3cret\"",
                "JSON data, line 1: s3cret"
            })
    void whatIsSaidInAnotherLanguageShowsNoLineEither(String where) {
        assertThat(translate("23514", "", "W" + where))
                .hasMessage("Source school, table public.users: it is not right");
    }

    @Test
    void whereInAFunctionIsShown() {
        assertThat(translate("P0001", "", "WPL/pgSQL function guard() line 3 at RAISE\nCOPY users, line 7: \"s3cret\""))
                .hasMessage(
                        "Source school, table public.users: it is not right; PL/pgSQL function guard() line 3 at RAISE COPY users, line 7");
    }

    @Test
    void theKeyThatIsThereTwiceIs() {
        assertThat(translate("23505", "Key (id)=(7) already exists."))
                .hasMessage("Source school, table public.users: it is not right; Key (id)=(7) already exists.");
    }

    private static BackupException translate(String state, String detail) {
        return translate(state, detail, "");
    }

    private static BackupException translate(String state, String detail, String where) {
        String message = String.join(
                "\0", "SERROR", "C" + state, "Mit is not right", "D" + detail, where, "spublic", "tusers", "");
        return PostgresErrors.translate(
                new SourceName("school"), null, new PSQLException(new ServerErrorMessage(message)));
    }
}
