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
import java.util.regex.Pattern;

/**
 * A program of PostgreSQL under way. It reads from us or writes to us, so that it ends by itself when this worker is killed; only a
 * {@code pg_restore} that has read all its data goes on. Not thread-safe, but for {@link #kill()}.
 */
final class ProgramRun implements AutoCloseable {

    /** What such a program may know of this worker's environment. */
    static final Set<String> INHERITED = Set.of("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH");

    private static final int KEPT_WORDS = 64 << 10;
    private static final Pattern ERROR =
            Pattern.compile("pg_(dump|restore): (error|detail: Error message from server):");
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

    /** What it and the server call errors, a line each. The lines that explain them are left out: they may quote rows. */
    List<String> errors() {
        synchronized (words) {
            return words.toString()
                    .lines()
                    .map(String::stripTrailing)
                    .filter(line -> ERROR.matcher(line).lookingAt())
                    .toList();
        }
    }

    /** The last of them, for a sentence. */
    String lastError() {
        List<String> errors = errors();
        return errors.isEmpty() ? "it named no error" : errors.getLast();
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
