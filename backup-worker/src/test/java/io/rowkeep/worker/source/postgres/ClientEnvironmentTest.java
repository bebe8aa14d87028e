package io.rowkeep.worker.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How programs are told what the driver's url says. */
class ClientEnvironmentTest {

    private static final SourceName GUESTS = new SourceName("guests");

    @Test
    void hostsTlsAndOptionsAreCarriedOver() {
        Map<String, String> environment = environment(
                "jdbc:postgresql://one:5433,[::1]/gu%20ests?sslmode=verify-ca&sslrootcert=/ca.pem&targetServerType=preferSecondary&options=-c%20a=b&socketTimeout=9");

        assertThat(environment)
                .containsEntry("PGHOST", "one,::1")
                .containsEntry("PGPORT", "5433,5432")
                .containsEntry("PGDATABASE", "gu ests")
                .containsEntry("PGUSER", "rowkeep")
                .containsEntry("PGPASSWORD", "secret")
                .containsEntry("PGSSLMODE", "verify-ca")
                .containsEntry("PGSSLROOTCERT", "/ca.pem")
                .containsEntry("PGTARGETSESSIONATTRS", "prefer-standby")
                .containsEntry("PGOPTIONS", "-c a=b")
                .containsEntry("PGAPPNAME", "rowkeep/x/1");
    }

    @Test
    void tlsWithoutAModeIsTheStrictestAsForTheDriver() {
        assertThat(environment("jdbc:postgresql://db/guests?ssl=true")).containsEntry("PGSSLMODE", "verify-full");
        assertThat(environment("jdbc:postgresql://db/guests")).doesNotContainKey("PGSSLMODE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sslkey=/key.pk8",
                "sslcert=/cert.pem",
                "sslfactory=a.B",
                "socketFactory=a.B",
                "targetServerType=preferPrimary",
                "gsslib=sspi"
            })
    void whatProgramsDoNotKnowIsRefused(String parameter) {
        assertThatThrownBy(() -> environment("jdbc:postgresql://db/guests?" + parameter))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(parameter.substring(0, parameter.indexOf('=')))
                .hasMessageNotContainingAny("secret", "/key");
    }

    @Test
    void aNameIsQuotedAsAnArgument() {
        assertThat(ConnectionString.argument("it's=a\\b")).isEqualTo("--dbname=dbname='it\\'s=a\\\\b'");
    }

    private static Map<String, String> environment(String url) {
        Properties given = new Properties();
        given.setProperty("user", "rowkeep");
        given.setProperty("password", "secret");
        given.setProperty("ApplicationName", "rowkeep/x/1");
        return ClientEnvironment.of(GUESTS, url, given);
    }
}
