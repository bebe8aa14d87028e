package io.rowkeep.bench;

import java.io.IOException;

/** One way to save the table. */
interface Peer extends AutoCloseable {

    /** How it is called in the report. */
    String name();

    /** Saves the table once; what was stored is removed again after the clock has stopped. */
    Run run() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;

    /**
     * One measured run.
     *
     * @param seconds from the order to the end of the work
     * @param storedBytes what lies in the store or in the file afterwards
     */
    record Run(double seconds, long storedBytes) {}
}
