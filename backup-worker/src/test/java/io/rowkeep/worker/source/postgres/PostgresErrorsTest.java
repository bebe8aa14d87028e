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
    void theKeyThatIsThereTwiceIs() {
        assertThat(translate("23505", "Key (id)=(7) already exists."))
                .hasMessage("Source school, table public.users: it is not right; Key (id)=(7) already exists.");
    }

    private static BackupException translate(String state, String detail) {
        String message =
                String.join("\0", "SERROR", "C" + state, "Mit is not right", "D" + detail, "spublic", "tusers", "");
        return PostgresErrors.translate(
                new SourceName("school"), null, new PSQLException(new ServerErrorMessage(message)));
    }
}
