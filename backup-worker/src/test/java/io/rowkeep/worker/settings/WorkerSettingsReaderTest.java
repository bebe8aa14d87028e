package io.rowkeep.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.dataset.TableName;
import io.rowkeep.dataset.TablePattern;
import io.rowkeep.job.Lane;
import io.rowkeep.settings.JobSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerSettingsReaderTest {

    private static final String SCHOOL = """
            rowkeep:
              sources:
                school:
                  type: postgresql
                  url: jdbc:postgresql://db/school
                  username: rowkeep
                  password: ${SCHOOL_DB_PASSWORD}
            """;

    @TempDir
    Path folder;

    @Test
    void whatIsLeftOutHasItsDefault() {
        WorkerSettings settings = new ConfigText(folder, SCHOOL).read();

        assertThat(settings.slots()).isEqualTo(Map.of(Lane.EXPORT, 2, Lane.CHANGE, 1, Lane.INSPECT, 2));
        assertThat(settings.limits()).isEqualTo(new Limits(130 << 20, 16 << 20, Duration.ofSeconds(5)));
        assertThat(settings.sweep())
                .isEqualTo(new SweepTimes(Duration.ofHours(24), Duration.ofHours(1), Duration.ofDays(30)));
        assertThat(settings.imports()).isEqualTo(new ImportLimits(64L << 30, 200, 1000, 1000));
        assertThat(settings.healthFile()).isNull();
        assertThat(settings.common().jobs()).isEqualTo(JobSettings.DEFAULT);
        assertThat(settings.sources())
                .containsExactly(new SourceSettings(
                        new SourceName("school"),
                        SourceType.POSTGRESQL,
                        "jdbc:postgresql://db/school",
                        "rowkeep",
                        "school-secret",
                        List.of(),
                        false,
                        false));
    }

    @Test
    void everySettingCanStandInTheFile() {
        WorkerSettings settings = new ConfigText(folder, """
                rowkeep:
                  control: {url: "jdbc:postgresql://c/rowkeep", username: u, password: 0123}
                  amqp: {uri: "amqp://a:b@c:1"}
                  s3:
                    endpoint: http://s:1
                    bucket: b
                    access-key: a
                    secret-key: s
                  lease: 30s
                  slots: {export: 4, change: 3, inspect: 1}
                  max-row: 32MiB
                  part-size: 1MiB
                  lock-timeout: 2s
                  import: {max-unpacked: 2GiB, max-ratio: 50, max-entries: 10, max-depth: 100}
                  sweep-after: 7d
                  keep-differences: 90d
                  sweep-every: 10m
                  health-file: /run/rowkeep
                  sources:
                    school:
                      type: postgresql
                      url: jdbc:postgresql://db/school
                      username: rowkeep
                      password: "${NOT_SET:a default}, $${literal}"
                      datasets:
                        people:
                          tables: ["public.students", "public.u*"]
                          exclude: [public.uploads]
                          keep: {public.users: "is_admin"}
                          updatedAt: updated_at
                        rest: {exclude: [public.users]}
                """)
                .without("ROWKEEP_CONTROL_URL")
                .without("ROWKEEP_CONTROL_USERNAME")
                .without("ROWKEEP_CONTROL_PASSWORD")
                .without("ROWKEEP_AMQP_URI")
                .without("ROWKEEP_S3_ENDPOINT")
                .without("ROWKEEP_S3_BUCKET")
                .without("ROWKEEP_S3_ACCESS_KEY")
                .without("ROWKEEP_S3_SECRET_KEY")
                .read();

        assertThat(settings.common().control().password()).isEqualTo("0123");
        assertThat(settings.common().amqp().uri()).isEqualTo(URI.create("amqp://a:b@c:1"));
        assertThat(settings.common().s3().bucket()).isEqualTo("b");
        assertThat(settings.common().jobs().lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.slots()).isEqualTo(Map.of(Lane.EXPORT, 4, Lane.CHANGE, 3, Lane.INSPECT, 1));
        assertThat(settings.limits()).isEqualTo(new Limits(32 << 20, 1 << 20, Duration.ofSeconds(2)));
        assertThat(settings.sweep())
                .isEqualTo(new SweepTimes(Duration.ofDays(7), Duration.ofMinutes(10), Duration.ofDays(90)));
        assertThat(settings.imports()).isEqualTo(new ImportLimits(2L << 30, 50, 10, 100));
        assertThat(settings.healthFile()).isEqualTo(Path.of("/run/rowkeep"));
        SourceSettings school = settings.sources().getFirst();
        assertThat(school.password()).isEqualTo("a default, ${literal}");
        assertThat(school.datasets()).hasSize(2).first().satisfies(people -> {
            assertThat(people.name()).isEqualTo(new DatasetName("people"));
            assertThat(people.tables())
                    .containsExactly(new TablePattern("public.students"), new TablePattern("public.u*"));
            assertThat(people.exclude()).containsExactly(new TablePattern("public.uploads"));
            assertThat(people.keep()).containsExactly(new KeepRule(TableName.parse("public.users"), "is_admin"));
            assertThat(people.updatedAt()).isEqualTo("updated_at");
        });
    }

    @Test
    void theEnvironmentWinsOverTheFile() {
        WorkerSettings settings = new ConfigText(folder, SCHOOL + "  slots: {export: 4}\n")
                .with("ROWKEEP_SLOTS_EXPORT", "7")
                .read();

        assertThat(settings.slots()).containsEntry(Lane.EXPORT, 7);
    }

    @Test
    void aPlaceholderMayNameAVariableWithOurPrefix() {
        WorkerSettings settings = new ConfigText(folder, SCHOOL.replace("SCHOOL_DB_PASSWORD", "ROWKEEP_SCHOOL"))
                .with("ROWKEEP_SCHOOL", "p")
                .read();

        assertThat(settings.sources().getFirst().password()).isEqualTo("p");
    }

    @Test
    void theConfigurationFileMustBeNamedAndReadable() {
        ConfigText config = new ConfigText(folder, SCHOOL);

        assertThat(config.with("ROWKEEP_CONFIG", "/nowhere/worker.yaml").refusal())
                .isEqualTo("ROWKEEP_CONFIG names the file /nowhere/worker.yaml, which cannot be read");
        assertThat(config.without("ROWKEEP_CONFIG").refusal())
                .isEqualTo("ROWKEEP_CONFIG is missing: the path of the YAML file that names this worker's sources");
    }

    @Test
    void anUnknownVariableIsRefused() {
        assertThat(new ConfigText(folder, SCHOOL)
                        .with("ROWKEEP_SLOTS_EXPROT", "3")
                        .refusal())
                .isEqualTo("ROWKEEP_SLOTS_EXPROT is not a setting; did you mean ROWKEEP_SLOTS_EXPORT?");
    }

    @Test
    void aRowLimitThatTheHeapCannotHoldIsRefused() {
        assertThat(new ConfigText(folder, SCHOOL)
                        .with("ROWKEEP_MAX_ROW", "150MiB")
                        .refusal())
                .isEqualTo(
                        "ROWKEEP_MAX_ROW is 150 MiB, and this JVM's heap of 256 MiB has room for rows of 144 MiB: lower it,"
                                + " or start the worker with -Xmx262m");
    }

    @Test
    void noSecretIsPrinted() {
        assertThat(new ConfigText(folder, SCHOOL).read().toString())
                .doesNotContain("secret")
                .contains("school");
    }
}
