package io.rowkeep.dataset;
/**
 * Rows that clear and replace never touch.
 *
 * @param table the table whose rows are kept
 * @param predicate an SQL expression over the table's columns; a row is kept when {@code (predicate) is true}. It comes from the
 *     worker's configuration only, never from a request
 */
public record KeepRule(TableName table, String predicate) {}
