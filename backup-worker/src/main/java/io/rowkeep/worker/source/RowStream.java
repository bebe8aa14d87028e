package io.rowkeep.worker.source;

import org.jspecify.annotations.Nullable;

/** The rows of a slice, one line per record in the table's line format. */
public interface RowStream extends AutoCloseable {

    /**
     * The next line with its line end, or null after the last. The array is the caller's.
     *
     * @throws io.rowkeep.failure.BackupException with {@code ROW_TOO_LARGE} for a row over the limit, naming the table
     */
    byte @Nullable [] next();

    @Override
    void close();
}
