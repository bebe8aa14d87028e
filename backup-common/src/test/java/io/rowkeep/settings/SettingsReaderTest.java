package io.rowkeep.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.settings.AmqpSettings.QueueType;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

    @Test
    void aMissingSettingIsNamedWithItsMeaning() {
        refused(
                () -> SettingsReader.of(Map.of())
                        .required("rowkeep.control.url", "the JDBC URL of the control database"),
                "ROWKEEP_CONTROL_URL is missing: the JDBC URL of the control database");
    }

    @Test
    void aBlankValueIsNotSet() {
        refused(
                () -> SettingsReader.of(Map.of("ROWKEEP_S3_BUCKET", " ")).required("rowkeep.s3.bucket", "the bucket"),
                "ROWKEEP_S3_BUCKET is missing: the bucket");
    }

    @Test
    void aMissingSettingThatStandsThereMisspeltIsNamedAsSuch() {
        refused(
                () -> SettingsReader.of(Map.of("ROWKEEP_CONTORL_URL", "x")).required("rowkeep.control.url", "the URL"),
                "ROWKEEP_CONTORL_URL is not a setting; did you mean ROWKEEP_CONTROL_URL?");
    }

    @Test
    void anUnknownVariableIsRefusedWithTheNearestKnownOne() {
        SettingsReader reader = SettingsReader.of(Map.of("ROWKEEP_LAESE", "5s", "HOME", "/root"));
        reader.duration("rowkeep.lease", Duration.ofSeconds(1));
        reader.optional("rowkeep.s3.prefix");

        refused(reader::refuseUnknown, "ROWKEEP_LAESE is not a setting; did you mean ROWKEEP_LEASE?");
    }

    @Test
    void nothingNearMeansNoSuggestion() {
        SettingsReader reader = SettingsReader.of(Map.of("ROWKEEP_COLOUR", "red"));
        reader.optional("rowkeep.s3.conditional-writes");

        refused(reader::refuseUnknown, "ROWKEEP_COLOUR is not a setting");
    }

    @Test
    void anUnknownKeyOfTheFileIsRefusedInTheFilesSpelling() {
        SettingsReader reader = SettingsReader.of(Map.of(), Map.of("rowkeep.s3.acess-key", "x"));
        reader.optional("rowkeep.s3.access-key");

        refused(
                reader::refuseUnknown,
                "rowkeep.s3.acess-key in the configuration file is not a setting; did you mean rowkeep.s3.access-key?");
    }

    @Test
    void theEnvironmentWinsOverTheFileAndErrorsNameTheRightPlace() {
        Map<String, String> file = Map.of("rowkeep.lease", "soon", "rowkeep.max-attempts", "many");
        SettingsReader reader = SettingsReader.of(Map.of("ROWKEEP_LEASE", "20s"), file);

        assertThat(reader.duration("rowkeep.lease", Duration.ZERO)).isEqualTo(Duration.ofSeconds(20));
        refused(
                () -> reader.number("rowkeep.max-attempts", 5, 1, 9),
                "rowkeep.max-attempts in the configuration file is 'many', not a number from 1 to 9");
    }

    @Test
    void oneSettingUnderTwoSpellingsOfTheFileIsRefused() {
        Map<String, String> file = Map.of("rowkeep.s3.access-key", "a", "rowkeep.s3.access_key", "b");

        assertThatThrownBy(() -> SettingsReader.of(Map.of(), file)).hasMessageEndingWith("are the same setting");
    }

    @Test
    void typedValuesHaveOneForm() {
        SettingsReader reader = SettingsReader.of(Map.of(
                "ROWKEEP_A",
                "250ms",
                "ROWKEEP_B",
                "5m",
                "ROWKEEP_C",
                "64MiB",
                "ROWKEEP_D",
                "4096",
                "ROWKEEP_E",
                "true",
                "ROWKEEP_F",
                "plain"));

        assertThat(reader.duration("rowkeep.a", Duration.ZERO)).isEqualTo(Duration.ofMillis(250));
        assertThat(reader.duration("rowkeep.b", Duration.ZERO)).isEqualTo(Duration.ofMinutes(5));
        assertThat(reader.size("rowkeep.c", 0)).isEqualTo(64L << 20);
        assertThat(reader.size("rowkeep.d", 0)).isEqualTo(4096);
        assertThat(reader.flag("rowkeep.e", false)).isTrue();
        assertThat(reader.choice("rowkeep.f", QueueType.AUTO)).isEqualTo(QueueType.PLAIN);
        reader.refuseUnknown();
    }

    @Test
    void wrongFormsAreNamed() {
        SettingsReader reader = SettingsReader.of(Map.of("ROWKEEP_X", "1x"));

        refused(
                () -> reader.duration("rowkeep.x", Duration.ZERO),
                "ROWKEEP_X is '1x', not a time span such as 15s or 5m");
        refused(() -> reader.size("rowkeep.x", 0), "ROWKEEP_X is '1x', not a size such as 64MiB");
        refused(() -> reader.flag("rowkeep.x", true), "ROWKEEP_X is '1x', not true or false");
        refused(() -> reader.choice("rowkeep.x", QueueType.AUTO), "ROWKEEP_X is '1x', not one of auto, quorum, plain");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING))
                .hasMessage(message);
    }
}
