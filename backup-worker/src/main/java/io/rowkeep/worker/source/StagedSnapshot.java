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
}
