package io.rowkeep.job;
/** What became of the rows of one table, in rows. */
public record RowChanges(long inserted, long updated, long deleted, long unchanged) {}
