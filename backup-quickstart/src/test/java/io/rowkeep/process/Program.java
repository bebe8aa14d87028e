package io.rowkeep.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of Rowkeep's executable jars as a process with a small heap and an environment of its own; ended with this JVM. */
final class Program implements AutoCloseable {

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** As {@link #start(String, String, Map)} with the smallest heap. */
    static Program start(String name, Map<String, String> environment) {
        return start(name, "256m", environment);
    }

    /**
     * Starts {@code backup-<name>/target/backup-<name>.jar}; nothing of this JVM's environment reaches it but the path.
     *
     * @param heap as in {@code -Xmx}
     */
    static Program start(String name, String heap, Map<String, String> environment) {
        Path jar = Path.of("..", "backup-" + name, "target", "backup-" + name + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: these tests run after the phase package");
        }
        try {
            Path log = Files.createTempFile("rowkeep-" + name, ".log");
            log.toFile().deleteOnExit();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + heap,
                    "-XX:+UseG1GC",
                    "-XX:MaxDirectMemorySize=64m",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Duser.timezone=Asia/Colombo",
                    "-Duser.language=tr",
                    "-jar",
                    jar.toString()));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.to(log.toFile()));
            builder.environment().keySet().removeIf(variable -> !variable.equals("PATH"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Program(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a power cut would. */
    void kill() {
        process.destroyForcibly();
        exitCode(Duration.ofSeconds(10));
    }

    /** Asks it to end, as a container engine does. */
    void terminate() {
        process.destroy();
    }

    /** Freezes it. */
    void freeze() {
        signal("STOP");
    }

    /** Lets it go on after {@link #freeze}. */
    void thaw() {
        signal("CONT");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end. */
    int exitCode(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("The process still runs after %s: %s".formatted(patience, output()));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it wrote so far. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it in any case, also a frozen one. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -%s answered %d".formatted(name, code));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
