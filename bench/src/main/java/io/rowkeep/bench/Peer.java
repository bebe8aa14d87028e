package io.rowkeep.bench;

import java.io.IOException;
import java.sql.SQLException;

/** One way to do what is measured. */
interface Peer extends AutoCloseable {

    /** How it is called in the report. */
    String name();

    /** Whether the others are compared with it. */
    boolean reference();

    /** Does it once; what has to be made ready or put away is not measured. */
    Run run() throws IOException, InterruptedException, SQLException;

    @Override
    void close() throws IOException;

    /**
     * One measured run.
     *
     * @param seconds from the order to the end of the work
     * @param storedBytes what lies in the store or in the file
     */
    record Run(double seconds, long storedBytes) {}
}
