package io.rowkeep.bench;

import io.rowkeep.testing.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;

/** Rowkeep's replace from a backup of one format. */
record RowkeepRestore(WorkerProcess worker, TestDatabase database, WorkerProcess.Export export) implements Peer {

    /** Saves the table as it is now, for every run. */
    static RowkeepRestore of(WorkerProcess worker, TestDatabase database) throws IOException {
        return new RowkeepRestore(worker, database, worker.export());
    }

    @Override
    public String name() {
        return worker.name();
    }

    @Override
    public boolean reference() {
        return false;
    }

    @Override
    public Run run() throws IOException, SQLException {
        BenchTable.empty(database);
        long start = System.nanoTime();
        worker.restore(export);
        return new Run((System.nanoTime() - start) / 1e9, export.storedBytes());
    }

    @Override
    public void close() throws IOException {
        worker.close();
    }
}
