package io.rowkeep.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.settings.AmqpSettings.QueueType;
import io.rowkeep.settings.S3Settings.Checksums;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommonSettingsTest {

    private static final Map<String, String> LEAST = Map.of(
            "ROWKEEP_CONTROL_URL", "jdbc:postgresql://db/rowkeep?password=hidden-1",
            "ROWKEEP_CONTROL_USERNAME", "rowkeep",
            "ROWKEEP_CONTROL_PASSWORD", "hidden-2",
            "ROWKEEP_AMQP_URI", "amqp://guest:hidden-3@broker:5672/vhost",
            "ROWKEEP_S3_BUCKET", "backups",
            "ROWKEEP_S3_ACCESS_KEY", "AKIA",
            "ROWKEEP_S3_SECRET_KEY", "hidden-4");

    @Test
    void defaultsAreAsDocumented() {
        CommonSettings settings = read(Map.of());

        assertThat(settings.amqp().queueType()).isEqualTo(QueueType.AUTO);
        assertThat(settings.s3())
                .isEqualTo(new S3Settings(
                        null, "us-east-1", "backups", "", "AKIA", "hidden-4", false, true, Checksums.WHEN_SUPPORTED));
        assertThat(settings.jobs()).isEqualTo(JobSettings.DEFAULT);
    }

    @Test
    void everySettingCanBeSet() {
        CommonSettings settings = read(Map.ofEntries(
                Map.entry("ROWKEEP_AMQP_QUEUE_TYPE", "quorum"),
                Map.entry("ROWKEEP_S3_ENDPOINT", "http://s3:8333"),
                Map.entry("ROWKEEP_S3_REGION", "eu-1"),
                Map.entry("ROWKEEP_S3_PREFIX", "/a/b/"),
                Map.entry("ROWKEEP_S3_PATH_STYLE", "false"),
                Map.entry("ROWKEEP_S3_CONDITIONAL_WRITES", "false"),
                Map.entry("ROWKEEP_S3_CHECKSUMS", "when-required"),
                Map.entry("ROWKEEP_LEASE", "30s"),
                Map.entry("ROWKEEP_MAX_ATTEMPTS", "3"),
                Map.entry("ROWKEEP_FIRST_BACK_OFF", "1s"),
                Map.entry("ROWKEEP_LONGEST_BACK_OFF", "1m")));

        assertThat(settings.amqp().queueType()).isEqualTo(QueueType.QUORUM);
        assertThat(settings.s3())
                .isEqualTo(new S3Settings(
                        URI.create("http://s3:8333"),
                        "eu-1",
                        "backups",
                        "a/b",
                        "AKIA",
                        "hidden-4",
                        false,
                        false,
                        Checksums.WHEN_REQUIRED));
        assertThat(settings.jobs())
                .isEqualTo(new JobSettings(Duration.ofSeconds(30), 3, Duration.ofSeconds(1), Duration.ofMinutes(1)));
    }

    @Test
    void anEndpointMeansPathStyle() {
        assertThat(read(Map.of("ROWKEEP_S3_ENDPOINT", "http://s3")).s3().pathStyle())
                .isTrue();
    }

    @Test
    void secretsAreNeverPrinted() {
        assertThat(read(Map.of()).toString()).doesNotContain("hidden");
    }

    @Test
    void aWrongUriIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> read(Map.of("ROWKEEP_AMQP_URI", "http://guest:hidden@x")))
                .hasMessage("ROWKEEP_AMQP_URI must read like amqp://user:password@host:5672 or amqps://…");
        assertThatThrownBy(() -> read(Map.of("ROWKEEP_S3_ENDPOINT", "http://key:hidden@x")))
                .hasMessage("ROWKEEP_S3_ENDPOINT must read like https://host or http://host:port");
        assertThatThrownBy(() -> read(Map.of("ROWKEEP_CONTROL_URL", "jdbc:mysql://x")))
                .hasMessage("ROWKEEP_CONTROL_URL must begin with jdbc:postgresql:");
    }

    private static CommonSettings read(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.putAll(more);
        SettingsReader reader = SettingsReader.of(environment);
        CommonSettings settings = CommonSettings.read(reader);
        reader.refuseUnknown();
        return settings;
    }
}
