package io.rowkeep.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** PostgreSQL's {@code postmaster.pid}: a quickstart that was killed leaves its server running, and the next start meets it. */
final class PostmasterFile {

    private PostmasterFile() {}

    /** Ends the server that a killed quickstart left on this data folder, if there is one, by its own process id. */
    static void endLeftover(Path data) {
        leftover(data).ifPresent(server -> {
            server.destroy();
            try {
                server.onExit().get(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new QuickstartFailure(
                        "A PostgreSQL server (process %d) still runs on %s: stop it first"
                                .formatted(server.pid(), data),
                        e);
            }
        });
    }

    private static Optional<ProcessHandle> leftover(Path data) {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            // The second line is the data folder: a process that took over an old number is not ours to end.
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                    .filter(process -> Path.of(lines.get(1).strip()).equals(data));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
