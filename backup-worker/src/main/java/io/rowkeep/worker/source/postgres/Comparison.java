package io.rowkeep.worker.source.postgres;

import java.util.Optional;

/**
 * Finds how the rows of a table differ from those beside it, and what is to become of each difference. In its statements {@code t} is
 * a row of the table and {@code s} one beside it; kept rows take no part in it.
 */
interface Comparison {

    /** Of which rows beside the table what is to be is made. */
    StagedTable staged();

    /** The rows that both sides come from; empty where there are none. */
    default Optional<StagedTable> base() {
        return Optional.empty();
    }

    /** Whether the rows beside the table come from one moment, so that only what they refer to in other tables needs judgment. */
    default boolean isConsistent() {
        return false;
    }

    /** How many rows beside the table it is about; those that are in no difference are alike. */
    default long compared() {
        return staged().rows();
    }

    /** How many more it would be about if kept rows had not their place. */
    default long skipped() {
        return staged().skipped();
    }

    /** Which differences are about a row beside the table, as a condition about {@code d}. */
    default String isBeside() {
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
