package io.rowkeep.worker.source;

/**
 * The result of a query at one instant.
 *
 * @param result describes it like a table; it has no key
 * @param snapshot where its rows are read; the caller's to close
 */
public record OpenedQuery(SourceTable result, SourceSnapshot snapshot) {}
