package io.rowkeep.bench;

import io.rowkeep.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** pg_dump's custom format into a file. */
final class PgDump implements Peer {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final TestDatabase database;
    private final List<String> options;
    private final Path executable;

    PgDump(TestDatabase database, List<String> options) {
        this.database = database;
        this.options = List.copyOf(options);
        this.executable = executable();
    }

    @Override
    public String name() {
        return "pg_dump " + String.join(" ", options);
    }

    @Override
    public Run run() throws IOException, InterruptedException {
        Path file = Files.createTempFile("rowkeep-bench", ".dump");
        try {
            List<String> command = new ArrayList<>(List.of(executable.toString()));
            command.addAll(options);
            command.addAll(List.of(
                    "--dbname", database.url().substring("jdbc:".length()),
                    "--username", database.username(),
                    "--table", BenchTable.NAME,
                    "--file", file.toString()));
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("PGPASSWORD", database.password());
            long start = System.nanoTime();
            int exit = builder.start().waitFor();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (exit != 0) {
                throw new IllegalStateException("%s ended with %d".formatted(name(), exit));
            }
            return new Run(seconds, Files.size(file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** What {@code --version} prints. */
    String version() throws IOException {
        Process process = new ProcessBuilder(executable.toString(), "--version").start();
        try (var output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    @Override
    public void close() {
        // Every run is a process of its own.
    }

    // Debian's own pg_dump on the path is a wrapper in Perl, which would be measured too.
    private static Path executable() {
        if (!Files.isDirectory(DEBIAN)) {
            return Path.of("pg_dump");
        }
        try (Stream<Path> majors = Files.list(DEBIAN)) {
            return majors.map(major -> major.resolve("bin/pg_dump"))
                    .filter(Files::isExecutable)
                    .max((one, other) -> Integer.compare(major(one), major(other)))
                    .orElse(Path.of("pg_dump"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int major(Path executable) {
        String name = executable.getName(DEBIAN.getNameCount()).toString();
        return name.matches("[0-9]{1,4}") ? Integer.parseInt(name) : 0;
    }
}
