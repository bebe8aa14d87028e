package io.rowkeep.worker.source;

import java.util.List;

/**
 * Rows of a file, put beside the tables that they are for: the server checks every value as if it were to go into the table, and
 * reads it back as it prints it. The tables themselves are not touched, and nothing is left when this is closed.
 */
public interface StagedSnapshot extends SourceSnapshot {

    /**
     * Puts rows beside a table; call once for a table, and before any is read. The table may be read with fewer columns.
     *
     * @param columns the fields of each line, in order; those that are not among them are NULL
     * @return how many
     * @throws io.rowkeep.failure.BackupException with {@code IMPORT_REFUSED}, naming table, record, column and value
     */
    long stage(SourceTable table, List<String> columns, LineSource lines);

    /**
     * Refuses rows that the table could never hold, when all of them are there: those that a constraint of the table alone forbids,
     * and two of one primary key.
     *
     * @param table with the columns that the rows have
     * @throws io.rowkeep.failure.BackupException with {@code IMPORT_REFUSED}, naming table and record or key
     */
    void requireHoldable(SourceTable table);
}
