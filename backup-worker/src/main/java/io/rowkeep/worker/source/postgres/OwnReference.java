package io.rowkeep.worker.source.postgres;

/**
 * A foreign key of a table that is changed, which the server checks.
 *
 * @param key of which the first table is changed
 * @param toSql the second table as it stands in a query over all its rows
 * @param whole whether a row may not have some of the referring columns only ({@code MATCH FULL})
 * @param condition which rows it is about, as SQL over the bare columns
 */
record OwnReference(ForeignKey key, String toSql, boolean whole, String condition) {

    /** Whether a row has to refer to something, as a condition. */
    String refersAtAll(String row) {
        String values = SqlLists.of(key.columns(), column -> row + "." + column);
        return whole
                ? "pg_catalog.num_nonnulls(%s) > 0".formatted(values)
                : "pg_catalog.num_nulls(%s) = 0".formatted(values);
    }
}
