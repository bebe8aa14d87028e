package io.rowkeep.bench;

import io.rowkeep.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@code psql \copy} of a file into the emptied table, in one transaction. */
final class PsqlCopy implements Peer {

    private final PostgresClient psql;
    private final TestDatabase database;
    private final Path file;

    private PsqlCopy(PostgresClient psql, TestDatabase database, Path file) {
        this.psql = psql;
        this.database = database;
        this.file = file;
    }

    /** Saves the table as it is now, for every run. */
    static PsqlCopy of(TestDatabase database) throws IOException, InterruptedException {
        PostgresClient psql = PostgresClient.of("psql", database);
        Path file = Files.createTempFile("rowkeep-bench", ".copy");
        PsqlCopy peer = new PsqlCopy(psql, database, file);
        peer.execute("\\copy %s to '%s'".formatted(BenchTable.NAME, file));
        return peer;
    }

    @Override
    public String name() {
        return "psql \\copy";
    }

    @Override
    public boolean reference() {
        return true;
    }

    String version() throws IOException {
        return psql.version();
    }

    @Override
    public Run run() throws IOException, InterruptedException, SQLException {
        BenchTable.empty(database);
        double seconds =
                execute("truncate table " + BenchTable.NAME, "\\copy %s from '%s'".formatted(BenchTable.NAME, file));
        return new Run(seconds, Files.size(file));
    }

    private double execute(String first, String... more) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of(
                "--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1", "--command", first));
        for (String command : more) {
            options.addAll(List.of("--command", command));
        }
        return psql.run(options);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
