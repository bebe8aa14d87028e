package io.rowkeep.worker.source.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A program of PostgreSQL under way. It reads from us or writes to us, so that it ends by itself when this worker is killed. Not
 * thread-safe, but for {@link #kill()}.
 */
final class ProgramRun implements AutoCloseable {

    private static final int KEPT_WORDS = 8 << 10;
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH");
    private static final long PATIENCE_SECONDS = 5;

    private final Process process;
    private final StringBuilder words = new StringBuilder();
    private final Thread listener;

    private ProgramRun(Process process) {
        this.process = process;
        this.listener = Thread.ofVirtual().name("rowkeep-program-words").start(this::listen);
    }

    /** @param environment how it connects */
    static ProgramRun start(PostgresProgram program, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(program.path().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        // The rest may be secrets of this worker, or settings of another connection.
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().put("LC_ALL", "C");
        // Without these two it would look into the home folder for other connections and passwords.
        builder.environment().put("PGPASSFILE", "/dev/null");
        builder.environment().put("PGSERVICEFILE", "/dev/null");
        builder.environment().putAll(environment);
        return new ProgramRun(builder.start());
    }

    InputStream output() {
        return process.getInputStream();
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    /** Waits until it has ended; 0 is success. */
    int exitCode() {
        try {
            int code = process.waitFor();
            listener.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The worker's thread was interrupted while it waited for a program", e);
        }
    }

    /** The end of what it said about its trouble. */
    String words() {
        synchronized (words) {
            return words.toString();
        }
    }

    /** The last thing that it said; what it calls an error comes before what explains it. */
    String lastWords() {
        List<String> lines = words().lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.stream()
                .filter(line -> line.contains("error:"))
                .reduce((first, second) -> second)
                .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
    }

    /** Ends it and what it started, at once. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        exitCode();
    }

    private void listen() {
        byte[] chunk = new byte[1024];
        try (InputStream errors = process.getErrorStream()) {
            for (int count = errors.read(chunk); count >= 0; count = errors.read(chunk)) {
                hear(new String(chunk, 0, count, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // The program was ended: it has said all that it will.
            return;
        }
    }

    private void hear(String more) {
        synchronized (words) {
            words.append(more);
            if (words.length() > KEPT_WORDS) {
                words.delete(0, words.length() - KEPT_WORDS);
            }
        }
    }
}
