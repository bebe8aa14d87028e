package io.rowkeep.bench;

import io.rowkeep.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** pg_dump's custom format into a file. */
final class PgDump implements Peer {

    private final PostgresClient program;
    private final List<String> options;

    PgDump(TestDatabase database, List<String> options) {
        this.program = PostgresClient.of("pg_dump", database);
        this.options = List.copyOf(options);
    }

    @Override
    public String name() {
        return "pg_dump " + String.join(" ", options);
    }

    @Override
    public boolean reference() {
        return true;
    }

    String version() throws IOException {
        return program.version();
    }

    @Override
    public Run run() throws IOException, InterruptedException {
        Path file = Files.createTempFile("rowkeep-bench", ".dump");
        try {
            List<String> all = new ArrayList<>(options);
            all.addAll(List.of("--table", BenchTable.NAME, "--file", file.toString()));
            return new Run(program.run(all), Files.size(file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() {
        // Every run is a process of its own.
    }
}
