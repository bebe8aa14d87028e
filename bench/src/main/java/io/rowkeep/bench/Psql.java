package io.rowkeep.bench;

import io.rowkeep.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** psql on a database: every call is one transaction in a process of its own. */
record Psql(PostgresClient client) {

    static Psql on(TestDatabase database) {
        return new Psql(PostgresClient.of("psql", database));
    }

    /** Copies the table as it is now into a file that the caller deletes. */
    Path save() throws IOException, InterruptedException {
        Path file = Files.createTempFile("rowkeep-bench", ".copy");
        execute("\\copy %s to '%s'".formatted(BenchTable.NAME, file));
        return file;
    }

    /**
     * Runs statements and psql's own commands.
     *
     * @return how many seconds that took
     */
    double execute(String... commands) throws IOException, InterruptedException {
        List<String> options =
                new ArrayList<>(List.of("--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1"));
        for (String command : commands) {
            options.addAll(List.of("--command", command));
        }
        return client.run(options);
    }

    /** What {@code --version} prints. */
    String version() throws IOException {
        return client.version();
    }
}
