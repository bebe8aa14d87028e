package io.rowkeep.worker.imports;

import java.io.IOException;

/**
 * The records of one table, one after the other.
 *
 * @param <L> the lines that they can be put into
 */
interface RecordSource<L extends RecordLine> {

    /** Begins the line and puts the next record into it; false after the last. */
    boolean next(L line) throws IOException;
}
