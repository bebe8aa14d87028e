package io.rowkeep.worker.source;

import io.rowkeep.artifact.CollectionShape;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.ByteSink;
import io.rowkeep.job.JobError;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.TableDifferences;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tables at one moment, and what it would take to make them hold other rows. Nothing here changes anybody's rows.
 *
 * <p>Order: what is to be put back is staged first, then {@link #keep} or {@link #protect} is called at most once, then each table is
 * compared, merged, reverted or emptied in mind, then the end is judged. After any failure the only thing left is {@link #close()}.
 */
public interface TargetView extends AutoCloseable {

    /** The tables as the catalogue describes them at this moment. */
    TargetSchema schema();

    /** The tables of this view that have rows in common with a table: itself, its parts, and what it is a part of. */
    List<TableName> sharingRows(TableName table);

    /**
     * Whether nobody else can write to the tables until this is closed. Where others can, a change compares every table: only what was
     * compared can be told from what they have written since.
     */
    default boolean excludesWriters() {
        return true;
    }

    /**
     * Says how a table was made where rows come from, so that a change can make what is missing here: the table itself, and its
     * indexes. Call first.
     *
     * @param shape null for a table of a server that leaves this to administrators
     */
    default void expect(TableName table, @Nullable CollectionShape shape) {}

    /** Counts the rows of a table. */
    long countRows(TableName table);

    /**
     * Puts rows beside a table that it is to hold: constraints are not looked at.
     *
     * @param columns the fields of each line, in order
     * @return how many
     * @throws io.rowkeep.failure.BackupException with {@code SOURCE_REFUSED}, naming table, line and value
     */
    long stage(TableName table, List<String> columns, LineSource lines);

    /**
     * Puts the rows beside a table that the job which is undone had given it: of the rows that the table has now, {@link #keep}
     * keeps those that are not among these by primary key, or by all their values where there is no key. They came later.
     */
    void stageUndone(TableName table, List<String> columns, LineSource lines);

    /**
     * Confines everything about a table to some of its columns: what is staged, compared, written and printed of it. Call first.
     *
     * @param columns the only ones, each a column of the table
     */
    void confine(TableName table, List<String> columns);

    /** Says that the tables' own triggers will run, and what they see matters. Call before anything is compared. */
    void runTriggers();

    /** Puts the rows beside a table that both sides of a merge come from. */
    void stageBase(TableName table, List<String> columns, LineSource lines);

    /**
     * Puts before-images beside a table, as {@link TargetChange#beforeImages} made them.
     *
     * @param columns the fields of each line, in order: those that describe an image first
     * @return how many
     */
    long stageImages(TableName table, List<String> columns, LineSource lines);

    /**
     * Finds the rows that keep rules protect from a merge. Nothing goes in a merge, so what they refer to needs no protection.
     * A staged row gives way to a protected one with its primary key.
     *
     * @return as {@link #keep}; {@code skipped} are the rows of the backup that gave way
     * @throws io.rowkeep.failure.BackupException with {@code KEEP_RULE_INVALID} naming a rule that cannot be evaluated
     */
    Map<TableName, KeptRows> protect(Collection<KeepRule> rules);

    /**
     * Finds the rows that stay as they are whatever happens: those that keep rules protect, those that came later, and all that
     * one of them refers to, through as many tables of this view as it takes. Each predicate is evaluated once; where others can write
     * meanwhile, what they have written by the time of the comparison stays for the same reasons.
     * A staged row gives way to a kept one with its primary key, or with all its values where there is no key.
     *
     * @param rules any number for each table; a row is kept when one of them is true. Rules that no row of this view can be about are
     *     passed over
     * @return for each table of the view what was kept and skipped; tables of which nothing is kept may be left out
     * @throws io.rowkeep.failure.BackupException with {@code KEEP_RULE_INVALID} naming a rule that cannot be evaluated, or
     *     {@code KEPT_ROW_COLLISION} naming a staged row that shares another unique value with a kept one
     */
    Map<TableName, KeptRows> keep(Collection<KeepRule> rules);

    /** Finds what it takes to make a table hold exactly its staged rows and the kept ones. */
    RowChanges compare(TableName table);

    /** The same for a table that is to hold nothing but its kept rows; nothing needs to be staged. */
    RowChanges compareWithEmpty(TableName table);

    /**
     * Finds what becomes of the staged rows of a table when they are merged into it; no row of the table goes.
     *
     * @throws io.rowkeep.failure.BackupException with {@code ROW_KEY_INVALID} naming a key or decision that is not about a row of the
     *     table
     */
    RowChanges merge(TableName table, MergeRules rules);

    /**
     * Finds what it takes to put the rows of a table back as their images say. A row that is not any more what the undone job had
     * made of it is a conflict, and stays unless it is forced.
     */
    RowChanges revert(TableName table, boolean force);

    /**
     * Judges the compared, merged and reverted tables on their final state: conflicts without a decision, changed rows whose key or other
     * unique values would stand twice, references that would lead nowhere or set off an action. Of a table that is replaced only what its
     * rows refer to is looked at. What they are about is counted and printed as refused from then on. Check constraints, exclusions,
     * unique expressions and triggers are not foreseen.
     *
     * @return a sentence for each kind and constraint
     */
    List<JobError> violations();

    /**
     * Judges rows that pass a unique value on to each other, so that they would have to be taken out and put in again, where triggers
     * run that look at them.
     *
     * @return a sentence for each such table
     */
    List<JobError> unmovable();

    /** How a compared, merged or reverted table differs from what is beside it; to be asked after {@link #violations()}. */
    TableDifferences differences(TableName table);

    /**
     * Prints every difference of such a table, in order of the key: a line of JSON each, as {@code docs/stored-format.md} says.
     *
     * @throws java.io.IOException only from the sink
     */
    void printDifferences(TableName table, ByteSink lines) throws IOException;

    /**
     * Judges the compared tables on their final state: which references from other tables would be broken, or would set off an
     * action there.
     *
     * @param changed the tables that this job changes, by comparison or as a whole: references from them are no obstacle
     */
    List<OutsideReference> outsideReferences(Collection<TableName> changed);

    @Override
    void close();
}
