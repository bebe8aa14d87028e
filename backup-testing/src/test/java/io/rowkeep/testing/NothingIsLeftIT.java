package io.rowkeep.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NothingIsLeftIT {

    @TempDir
    Path temporary;

    @Test
    void ofServersWhoseJvmIsKilled() throws Exception {
        Process holder = hold();
        List<ProcessHandle> servers = servers(holder);

        holder.destroyForcibly();

        awaitTheEndOf(servers);
    }

    @Test
    void ofServersWhoseJvmEnds() throws Exception {
        Process holder = hold();
        List<ProcessHandle> servers = servers(holder);

        holder.getOutputStream().close();

        awaitTheEndOf(servers);
    }

    private Process hold() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        FixtureHolder.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private List<ProcessHandle> servers(Process holder) throws IOException {
        List<ProcessHandle> servers = new ArrayList<>();
        BufferedReader output = holder.inputReader();
        for (String line = output.readLine(); line != null && !line.equals("HOLDING"); line = output.readLine()) {
            if (line.startsWith("CHILD ")) {
                ProcessHandle.of(Long.parseLong(line.substring("CHILD ".length())))
                        .ifPresent(servers::add);
            }
        }
        return servers;
    }

    private void awaitTheEndOf(List<ProcessHandle> servers) {
        assertThat(servers).hasSizeGreaterThan(3);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(servers).noneMatch(ProcessHandle::isAlive);
            assertThat(ProcessHandle.allProcesses())
                    .noneMatch(
                            process -> process.info().commandLine().orElse("").contains(temporary + "/rowkeep"));
            assertThat(leftovers()).isEmpty();
        });
    }

    // Zonky unpacks the server's programs once for all JVMs and leaves them there.
    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("rowkeep"))
                    .toList();
        }
    }
}
