package io.rowkeep.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small process that outlives this JVM, however that ends, and then cleans up after it: it kills every process that is
 * named in a {@code *.pid} file in the folder or one level below, with its process group, and removes the folder.
 */
final class Watchdog {

    // cat returns when this JVM closes the pipe or dies. A killed server may still write for a moment, hence the loop.
    private static final String SCRIPT = """
            cat > /dev/null
            for file in "$1"/*.pid "$1"/*/*.pid; do
                if [ -f "$file" ]; then
                    read -r pid < "$file"
                    kill -9 -- "-$pid" 2> /dev/null || kill -9 "$pid" 2> /dev/null
                fi
            done
            for try in 1 2 3 4 5 6 7 8 9 10; do
                rm -rf "$1" 2> /dev/null && break
                sleep 0.2
            done
            """;

    private final Process process;

    private Watchdog(Process process) {
        this.process = process;
    }

    /** Guards a folder from now until the JVM's end or {@link #release}. */
    static Watchdog guard(Path folder) {
        try {
            return new Watchdog(new ProcessBuilder(detached("sh", "-c", SCRIPT, "rowkeep-watchdog", folder.toString()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("The watchdog of " + folder + " cannot be started", e);
        }
    }

    /** The command in a process group of its own, where a Ctrl-C in the terminal does not reach it. */
    static List<String> detached(String... command) {
        boolean hasSetsid = Path.of("/usr/bin/setsid").toFile().canExecute();
        return Stream.concat(hasSetsid ? Stream.of("/usr/bin/setsid") : Stream.empty(), Stream.of(command))
                .toList();
    }

    /** Cleans up now, and returns when that is done. */
    void release() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
