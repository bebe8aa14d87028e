package io.rowkeep.worker.source;

import io.rowkeep.artifact.SequenceState;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.RowChanges;
import java.util.List;
import java.util.Map;

/**
 * The one transaction of a job that changes a database. Its tables are locked; nobody sees a change before {@link #commit}.
 *
 * <p>Rows go in straight ({@link #load}) or by way of a place beside their table ({@link #stage}), where they can be
 * compared with what is there before anything is written. After any failure the only thing left is {@link #close()}.
 */
public interface TargetChange extends AutoCloseable {

    /** The tables as they are now, under the locks; they stay like this to the end. */
    TargetSchema schema();

    /** Counts the rows of a table. */
    long countRows(TableName table);

    /**
     * Keeps the tables' own triggers from running until {@link #settle}.
     *
     * @throws io.rowkeep.failure.BackupException with {@code SOURCE_ACCESS_DENIED} naming table and trigger when the role may not
     */
    void pauseTriggers();

    /** Deletes all rows of these tables at once, so that references among them do not matter, without waiting for any reader. */
    void empty(List<TableName> tables);

    /**
     * Adds rows to a table in one go.
     *
     * @param columns the fields of each line, in order
     * @return how many
     * @throws io.rowkeep.failure.BackupException with {@code CONSTRAINT_VIOLATED} or {@code SOURCE_REFUSED}, naming table, line and
     *     value
     */
    long load(TableName table, List<String> columns, LineSource lines);

    /** As {@link #load}, but puts the rows beside the table: nobody's rows change, constraints are not looked at. */
    long stage(TableName table, List<String> columns, LineSource lines);

    /** Adds all staged rows of these tables at once: they may refer to each other in a circle. */
    void insertStaged(List<TableName> tables);

    /**
     * Puts rows that keep rules protect, and rows that those refer to, in the place of staged rows with their primary key, so that
     * there is nothing to change about them. Call once, when everything is staged and before anything is compared.
     *
     * @return for each staged table what was kept and skipped
     * @throws io.rowkeep.failure.BackupException with {@code SOURCE_REFUSED} naming a rule that cannot be evaluated
     */
    Map<TableName, KeptRows> keep(List<KeepRule> rules);

    /** Finds by primary key what it takes to make a table hold exactly its staged rows. Writes nothing. */
    RowChanges compare(TableName table);

    /**
     * Judges the compared tables on their final state: which references from tables outside this change would be broken, or would
     * set off an action there. Writes nothing.
     */
    List<OutsideReference> outsideReferences();

    /**
     * Makes each compared table hold exactly its staged rows, all tables at once. A row that stays is updated in place or left
     * alone, never deleted.
     */
    void apply();

    /**
     * Has every constraint checked that was put off, moves the sequences of these tables forward where the rows or the saved
     * states are ahead of them, and lets the triggers run again. Call last.
     */
    void settle(Map<TableName, List<SequenceState>> saved);

    /**
     * Writes the statistics into the ledger row and commits.
     *
     * @throws io.rowkeep.failure.BackupException of type {@code TRANSIENT} when the answer was lost: only the ledger knows then
     */
    void commit(JobStatistics statistics);

    /** Rolls back what was not committed. */
    @Override
    void close();
}
