package io.rowkeep.bench;

import io.rowkeep.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** {@code psql \copy} of a file into the emptied table, in one transaction. */
record PsqlCopy(Psql psql, TestDatabase database, Path file) implements Peer {

    /** Saves the table as it is now, for every run. */
    static PsqlCopy of(TestDatabase database) throws IOException, InterruptedException {
        Psql psql = Psql.on(database);
        return new PsqlCopy(psql, database, psql.save());
    }

    @Override
    public String name() {
        return "psql \\copy";
    }

    @Override
    public boolean reference() {
        return true;
    }

    @Override
    public Run run() throws IOException, InterruptedException, SQLException {
        BenchTable.empty(database);
        double seconds = psql.execute(
                "truncate table " + BenchTable.NAME, "\\copy %s from '%s'".formatted(BenchTable.NAME, file));
        return new Run(seconds, Files.size(file));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
