package io.rowkeep.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.client.Rowkeep;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.quickstart.example.Example;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The executable jar, as ./rowkeep starts it. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class QuickstartIT {

    private static final Path JAR = Path.of("target", "backup-quickstart.jar");

    @TempDir
    Path data;

    @ParameterizedTest
    @EnumSource
    void onceTakesTheTourOfAnExampleAndEndsWithZero(Example example) throws Exception {
        Process quickstart = start("--once", "--example", example.id(), "--port", "0", "--data", data.toString());
        String said = new String(quickstart.getInputStream().readAllBytes());

        assertThat(quickstart.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("Every row is back.", "every listener heard backup.completed")
                .doesNotContain("Exception", "org.apache.", "INFO", "WARN");
        assertThat(data.resolve("quickstart.json")).doesNotExist();
    }

    @Test
    void aStartAfterAKillFindsEverythingAsItWas() throws Exception {
        Process killed = start("--port", "0", "--data", data.toString());
        List<ProcessHandle> children;
        String token;
        try {
            awaitLine(killed, "Serving until Ctrl-C.");
            children = killed.descendants().toList();
            Path file = data.resolve("quickstart.json");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            token = line(file, "token");
        } finally {
            killed.destroyForcibly().waitFor();
        }

        Process next = start("--port", "0", "--data", data.toString());
        try {
            awaitLine(next, "Serving until Ctrl-C.");
            assertThat(line(data.resolve("quickstart.json"), "token")).isEqualTo(token);
        } finally {
            next.destroy();
            assertThat(next.waitFor(2, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aStartAfterATourThatWasStoppedInItsUndoTakesTheWholeTour() throws Exception {
        Process stopped = start("--port", "0", "--data", data.toString());
        awaitLine(stopped, "4. Undo");
        stopped.destroy();
        assertThat(stopped.waitFor(2, TimeUnit.MINUTES)).isTrue();

        Process next = start("--once", "--port", "0", "--data", data.toString());
        String said = new String(next.getInputStream().readAllBytes());

        assertThat(next.waitFor()).as(said).isZero();
        assertThat(said).contains("The tour before was broken off", "Every row is back.");
    }

    @Test
    void aStartAfterOneThatWasStoppedInItsSystemRestoreTakesTheWholeTour() throws Exception {
        Process stopped = start("--example", "guests", "--port", "0", "--data", data.toString());
        awaitLine(stopped, "3. Restore it into an empty database");
        JsonNode connections = MessageMapper.JSON.readTree(Files.readString(data.resolve("quickstart.json")));
        try (Rowkeep rowkeep = Rowkeep.connect(
                URI.create(connections.get("apiUrl").stringValue()),
                connections.get("token").stringValue())) {
            await().atMost(2, TimeUnit.MINUTES)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> rowkeep.jobs().source("guests-copy").stream()
                            .findAny()
                            .isPresent());
        }
        stopped.destroyForcibly().waitFor();

        Process next = start("--once", "--example", "guests", "--port", "0", "--data", data.toString());
        String said = new String(next.getInputStream().readAllBytes());

        assertThat(next.waitFor()).as(said).isZero();
        assertThat(said).contains("Every row is back.");
    }

    @Test
    void aWrongOptionIsOneSentence() throws Exception {
        Process quickstart = start("--prot", "8080");
        String said = new String(quickstart.getInputStream().readAllBytes());

        assertThat(quickstart.waitFor()).isEqualTo(2);
        assertThat(said.lines()).singleElement().asString().contains("--prot");
    }

    @Test
    void anExampleThatIsNotThereIsRefusedInOneSentenceThatListsThoseThatAre() throws Exception {
        Process quickstart = start("--example", "shop");
        String said = new String(quickstart.getInputStream().readAllBytes());

        assertThat(quickstart.waitFor()).isEqualTo(2);
        assertThat(said.lines()).singleElement().asString().contains("'shop'", "school");
    }

    @Test
    void aPortThatCannotExistIsRefusedInOneSentence() throws Exception {
        Process quickstart = start("--port", "70000", "--data", data.toString());
        String said = new String(quickstart.getInputStream().readAllBytes());

        assertThat(quickstart.waitFor()).isEqualTo(1);
        assertThat(said.lines()).last().asString().isEqualTo("rowkeep: --port is a number from 0 to 65535, not 70000");
    }

    @Test
    void aFolderThatCannotBeUsedIsRefusedInOneSentence() throws Exception {
        Path file = Files.createFile(data.resolve("a-file"));

        Process quickstart = start("--data", file.toString());
        String said = new String(quickstart.getInputStream().readAllBytes());

        assertThat(quickstart.waitFor()).isEqualTo(1);
        assertThat(said.lines()).singleElement().asString().contains(file.toString(), "cannot be used");
    }

    private static Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void awaitLine(Process process, String wanted) throws IOException {
        // Not closed: closing the pipe would break the program's later lines.
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains(wanted)) {
                return;
            }
        }
        assertThat(said.toString()).contains(wanted);
    }

    private static String line(Path file, String field) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains('"' + field + '"'))
                .findFirst()
                .orElseThrow();
    }
}
