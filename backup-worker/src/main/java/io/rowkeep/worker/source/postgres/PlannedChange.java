package io.rowkeep.worker.source.postgres;

import io.rowkeep.job.RowChanges;
import java.util.List;

/** What is to become of the rows of one table that are not kept. In its statements {@code t} is a row of the table. */
sealed interface PlannedChange permits PlannedRows, EmptiedRows {

    /** No name of a column that people would choose. */
    String GOES = "rowkeep_goes";

    TargetRelation table();

    RowChanges changes();

    /** Rows of the table that go or whose columns change, as a query for those columns and whether the row goes, {@link #GOES}. */
    String touching(List<String> columns);

    /**
     * Whether the table will hold a row in the end for which a condition is true.
     *
     * @param condition about the row {@code f}
     */
    String holds(String condition);

    /**
     * The parts of one statement that apply it.
     *
     * @param number sets the parts apart from another table's
     */
    List<String> apply(int number);

    /** How many rows are not yet as they are to be; none once it was applied. */
    long remaining();

    /** Whether nothing has to be done. */
    default boolean isEmpty() {
        return changes().inserted() + changes().updated() + changes().deleted() == 0;
    }
}
