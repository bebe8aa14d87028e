package io.rowkeep.worker.source.postgres;

import org.jspecify.annotations.Nullable;

/**
 * Finds how the rows of a table differ from those beside it, and what is to become of each difference. In its statements {@code t} is
 * a row of the table and {@code s} one beside it; kept rows take no part in it.
 */
interface Comparison {

    /** Of which rows beside the table what is to be is made. */
    StagedTable staged();

    /** The rows that both sides come from; null where there are none. */
    default @Nullable StagedTable base() {
        return null;
    }

    /** Whether the rows beside the table come from one moment together with all that they refer to, so that they need no judgment. */
    default boolean isConsistent() {
        return false;
    }

    /** Which differences a row beside the table has part in, as a condition about {@code d}. */
    default String compared() {
        return "d.backup is not null";
    }

    /**
     * The differences as a query for {@code relation} and {@code old} (where the table's row lies; null for an insert), {@code new}
     * (where the one beside it lies; null for a delete), {@code base} (where the base's row lies; null where there is none),
     * {@code kind} (the id of a {@link io.rowkeep.job.DifferenceKind}), {@code applied} (whether it is to be applied) and
     * {@code undecided} (whether somebody has to decide about it before anything may be applied).
     */
    String differences();

    /**
     * Decides what only the written differences show, before they are looked at in any other way: it may change {@code new},
     * {@code kind}, {@code applied} and {@code undecided}, and add rows beside the table for {@code new} to point at.
     *
     * @param differences the temporary table that {@link #differences()} was written to
     */
    void decide(String differences);

    /**
     * Whether the table will hold a row in the end for which a condition is true.
     *
     * @param condition about the row {@code f}
     */
    String holds(String condition, PlannedRows planned);

    /** How many rows the restore leaves as they are. */
    long unchanged(long inserted, long updated, long deleted);

    /** How many rows are not yet as they are to be; none once the differences were applied. */
    long remaining(PlannedRows planned);
}
