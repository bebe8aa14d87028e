package io.rowkeep.client;

/** What became of the rows of one table, or of a preview, what would become of them. */
public record RowChanges(long inserted, long updated, long deleted, long unchanged) {

    /** Nothing changed. */
    public static final RowChanges NONE = new RowChanges(0, 0, 0, 0);
}
