package io.rowkeep.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that is told something wrong says so in one sentence and ends; nothing needs to run for that. */
class StartIT {

    private static final Map<String, String> GOOD = Map.of(
            "ROWKEEP_CONTROL_URL", "jdbc:postgresql://localhost:1/none",
            "ROWKEEP_CONTROL_USERNAME", "user",
            "ROWKEEP_CONTROL_PASSWORD", "very-secret",
            "ROWKEEP_AMQP_URI", "amqp://user:very-secret@localhost:1",
            "ROWKEEP_S3_ENDPOINT", "http://localhost:1",
            "ROWKEEP_S3_BUCKET", "bucket",
            "ROWKEEP_S3_ACCESS_KEY", "key",
            "ROWKEEP_S3_SECRET_KEY", "very-secret");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "api, ROWKEEP_S3_BUCKET, ROWKEEP_S3_BUKET",
        "api, ROWKEEP_CONTROL_URL, ''",
        "worker, ROWKEEP_AMQP_URI, ''",
        "worker, ROWKEEP_CONTROL_PASSWORD, ROWKEEP_CONTROL_PASWORD"
    })
    void aMissingOrMisspeltVariableIsNamed(String program, String variable, String instead) throws IOException {
        Map<String, String> environment = new HashMap<>(GOOD);
        environment.put("ROWKEEP_CONFIG", config("url: jdbc:postgresql://localhost:1/none"));
        String value = environment.remove(variable);
        if (!instead.isEmpty()) {
            environment.put(instead, value);
        }
        if (program.equals("api")) {
            environment.remove("ROWKEEP_CONFIG");
        }

        endsWithOneSentence(program, environment, instead.isEmpty() ? variable : instead);
    }

    @ParameterizedTest
    @ValueSource(strings = {"urll: jdbc:postgresql://localhost:1/none", "colour: red"})
    void aKeyInTheFileThatIsNoneIsNamed(String line) throws IOException {
        Map<String, String> environment = new HashMap<>(GOOD);
        environment.put("ROWKEEP_CONFIG", config("url: jdbc:postgresql://localhost:1/none\n      " + line));

        endsWithOneSentence("worker", environment, line.substring(0, line.indexOf(':')));
    }

    @Test
    void aWorkerWithoutAFileSaysWhatTheFileIsFor() {
        endsWithOneSentence("worker", GOOD, "ROWKEEP_CONFIG");
    }

    private String config(String url) throws IOException {
        return Files.writeString(folder.resolve("rowkeep.yaml"), """
                        rowkeep:
                          sources:
                            shop:
                              type: postgresql
                              %s
                              username: user
                              password: very-secret
                        """.formatted(url))
                .toString();
    }

    private static void endsWithOneSentence(String name, Map<String, String> environment, String word) {
        try (Program program = Program.start(name, environment)) {
            assertThat(program.exitCode(Duration.ofSeconds(30))).isEqualTo(2);
            assertThat(program.output().strip().lines())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains(word);
            assertThat(program.output()).doesNotContain("very-secret", "Exception", "\tat ");
        }
    }
}
