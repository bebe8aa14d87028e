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

/**
 * One of the installed programs of PostgreSQL, with a database to work on.
 *
 * @param executable the newest one that is there
 */
record PostgresClient(Path executable, TestDatabase database) {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    static PostgresClient of(String program, TestDatabase database) {
        return new PostgresClient(find(program), database);
    }

    /**
     * Runs it to its end.
     *
     * @return how many seconds that took
     */
    double run(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(
                "--dbname", database.url().substring("jdbc:".length()),
                "--username", database.username()));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("PGPASSWORD", database.password());
        long start = System.nanoTime();
        int exit = builder.start().waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (exit != 0) {
            throw new IllegalStateException("%s ended with %d".formatted(executable, exit));
        }
        return seconds;
    }

    /** What {@code --version} prints. */
    String version() throws IOException {
        Process process = new ProcessBuilder(executable.toString(), "--version").start();
        try (var output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    // Debian's own program on the path is a wrapper in Perl, which would be measured too.
    private static Path find(String program) {
        if (!Files.isDirectory(DEBIAN)) {
            return Path.of(program);
        }
        try (Stream<Path> majors = Files.list(DEBIAN)) {
            return majors.map(major -> major.resolve("bin").resolve(program))
                    .filter(Files::isExecutable)
                    .max((one, other) -> Integer.compare(major(one), major(other)))
                    .orElse(Path.of(program));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int major(Path executable) {
        String name = executable.getName(DEBIAN.getNameCount()).toString();
        return name.matches("[0-9]{1,4}") ? Integer.parseInt(name) : 0;
    }
}
