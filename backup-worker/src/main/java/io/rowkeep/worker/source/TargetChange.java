package io.rowkeep.worker.source;

import io.rowkeep.artifact.SequenceState;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobStatistics;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one change that a job makes to a database. Where {@link #excludesWriters} its tables are locked against every other writer, so
 * that what was seen of them holds to the end; else the commit finds out what others have written. Nobody sees a change before {@link #commit}.
 *
 * <p>Rows go in straight ({@link #load}) or by way of a place beside their table ({@link #stage}), where they can be
 * compared with what is there before anything is written.
 */
public interface TargetChange extends TargetView {

    /** Tells the server that this client lives; call every few seconds while the work is elsewhere. */
    void keepAlive();

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

    /** Adds all staged rows of these tables at once: they may refer to each other in a circle. */
    void insertStaged(List<TableName> tables);

    /**
     * Remembers of every row that {@link #apply} is going to change what it is now. Needed for {@link #beforeImages}; every table needs a
     * primary key.
     */
    void remember();

    /** Describes the lines of {@link #beforeImages}: columns that describe the image, then those of the table. To be asked after {@link #remember}. */
    SourceTable imageColumns(TableName table);

    /**
     * Of each row that was changed, in order of the key: what it was before or that it was absent, and a digest of what it is now, after
     * triggers, or that it is gone. To be asked after {@link #settle}; read to the end before anything else is called.
     */
    RowStream beforeImages(TableName table);

    /** What a manifest of before-images says about where they are from, and when. */
    Snapshot origin();

    /**
     * Makes each compared, merged or reverted table hold what was planned, all tables at once. A row that stays is updated in place or
     * left alone, never deleted.
     */
    void apply();

    /**
     * Has every constraint checked that was put off, moves the sequences of these tables forward where the rows or the saved
     * states are ahead of them, lets the triggers run again, and proves by count and content that no kept row has changed. Call last.
     *
     * @throws io.rowkeep.failure.BackupException with {@code KEPT_ROWS_CHANGED} naming the table
     */
    void settle(Map<TableName, List<SequenceState>> saved);

    /**
     * Writes the statistics into the ledger row and commits.
     *
     * @param undoDigest SHA-256 in hexadecimal of the manifest of the before-images; null when there are none
     * @return the statistics as the ledger has them: with what only the commit could find out
     * @throws io.rowkeep.failure.BackupException of type {@code TRANSIENT} when the answer was lost: only the ledger knows then
     */
    JobStatistics commit(JobStatistics statistics, @Nullable String undoDigest);

    /** Rolls back what was not committed. */
    @Override
    void close();
}
