package io.rowkeep.bench;

import java.io.IOException;

/** Rowkeep's export of one format into the object store. */
record RowkeepExport(WorkerProcess worker) implements Peer {

    @Override
    public String name() {
        return worker.name();
    }

    @Override
    public boolean reference() {
        return false;
    }

    @Override
    public Run run() throws IOException {
        long start = System.nanoTime();
        WorkerProcess.Export export = worker.export();
        double seconds = (System.nanoTime() - start) / 1e9;
        worker.clean();
        return new Run(seconds, export.storedBytes());
    }

    @Override
    public void close() throws IOException {
        worker.close();
    }
}
