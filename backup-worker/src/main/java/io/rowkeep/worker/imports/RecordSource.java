package io.rowkeep.worker.imports;

import java.io.IOException;

/** The records of one table, one after the other. */
interface RecordSource {

    /** Begins the line and puts the next record into it; false after the last. */
    boolean next(RowLine line) throws IOException;
}
