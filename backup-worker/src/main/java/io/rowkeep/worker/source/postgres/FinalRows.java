package io.rowkeep.worker.source.postgres;

import org.jspecify.annotations.Nullable;

/** The rows of a table as they will be in the end: those that no applied difference is about, and what the differences bring. */
record FinalRows(PostgresConnection connection, PlannedRows planned) {

    TargetRelation table() {
        return planned.table();
    }

    /** Rows that are to be inserted or updated, with their differences, as an item of a FROM list; the condition is over bare columns. */
    String written(String row, String difference, String condition) {
        return "(%1$s join %2$s %3$s on %3$s.applied and %4$s.ctid = %3$s.new)"
                .formatted(
                        SqlLists.rows(staged().sql(), row, table().columns(), condition),
                        planned.sql(),
                        difference,
                        row);
    }

    /** A join of a row with the difference that changes it or has it go, whichever table of a tree it was selected from. */
    String joinChanged(String row, String difference) {
        return "left join %1$s %2$s on %2$s.applied and %2$s.old = %3$s.ctid and %2$s.relation = %3$s.tableoid"
                .formatted(planned.sql(), difference, row);
    }

    /**
     * Marks differences as refused.
     *
     * @param found a query for {@link PlannedRows#DIFFERENCE} and {@code example}, where a row beside the table lies
     */
    Refused refuse(String found) {
        return connection.single(
                """
                with found as materialized (%s),
                     refused as (update %s set kind = 'refused' where ctid in (select found.%s from found))
                select count(*) as rows, pg_catalog.min(found.example)::pg_catalog.text as example from found
                """.formatted(found, planned.sql(), PlannedRows.DIFFERENCE),
                row -> new Refused(row.getLong("rows"), row.getString("example")));
    }

    StagedTable staged() {
        return planned.comparison().staged();
    }

    /**
     * What is refused for one reason.
     *
     * @param example where a row beside the table lies that it is about; null when there is none
     */
    record Refused(long rows, @Nullable String example) {}
}
