package io.rowkeep.bench;

import java.io.IOException;
import java.sql.SQLException;

/** Rowkeep's merge of a backup of one format, with everything that makes it undoable. */
record RowkeepMerge(WorkerProcess worker, MergedDatabase merged, WorkerProcess.Export export) implements Peer {

    /** Saves the table as it is now, for every run. */
    static RowkeepMerge of(WorkerProcess worker, MergedDatabase merged) throws IOException {
        return new RowkeepMerge(worker, merged, worker.export());
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
        merged.startOver();
        long start = System.nanoTime();
        worker.merge(export);
        double seconds = (System.nanoTime() - start) / 1e9;
        merged.requireMerged();
        return new Run(seconds, export.storedBytes());
    }

    @Override
    public void close() throws IOException {
        worker.close();
    }
}
