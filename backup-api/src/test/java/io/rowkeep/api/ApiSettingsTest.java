package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiSettingsTest {

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "ROWKEEP_CONTROL_URL", "jdbc:postgresql://localhost/control",
            "ROWKEEP_CONTROL_USERNAME", "u",
            "ROWKEEP_CONTROL_PASSWORD", "p",
            "ROWKEEP_AMQP_URI", "amqp://u:p@localhost",
            "ROWKEEP_S3_ENDPOINT", "http://localhost:8333",
            "ROWKEEP_S3_BUCKET", "b",
            "ROWKEEP_S3_ACCESS_KEY", "a",
            "ROWKEEP_S3_SECRET_KEY", "s"));

    @Test
    void theAdminTokenMayBeLeftOut() {
        assertThat(ApiSettings.read(environment).adminToken()).isNull();
    }

    @Test
    void theAdminTokenIsTakenAndNeverPrinted() {
        environment.put("ROWKEEP_ADMIN_TOKEN", "very-secret-token");

        assertThat(ApiSettings.read(environment).adminToken()).isEqualTo("very-secret-token");
        assertThat(ApiSettings.read(environment).toString()).doesNotContain("very-secret-token");
    }

    @Test
    void anAdminTokenThatIsNoneIsRefusedWithoutShowingIt() {
        for (String wrong : new String[] {"short", "with space in it", "ümläutümläut"}) {
            environment.put("ROWKEEP_ADMIN_TOKEN", wrong);

            assertThatThrownBy(() -> ApiSettings.read(environment))
                    .hasMessage("ROWKEEP_ADMIN_TOKEN must have 8 to 200 visible ASCII characters");
        }
    }

    @Test
    void theLargestUploadIsASetting() {
        assertThat(ApiSettings.read(environment).maxUploadBytes()).isEqualTo(1L << 30);

        environment.put("ROWKEEP_IMPORT_MAX_UPLOAD", "5MiB");

        assertThat(ApiSettings.read(environment).maxUploadBytes()).isEqualTo(5L << 20);
    }

    @Test
    void aMisspeltSettingIsNamed() {
        environment.put("ROWKEEP_ADMIN_TOKN", "x");

        assertThatThrownBy(() -> ApiSettings.read(environment))
                .hasMessageContaining("ROWKEEP_ADMIN_TOKN")
                .hasMessageContaining("ROWKEEP_ADMIN_TOKEN");
    }
}
