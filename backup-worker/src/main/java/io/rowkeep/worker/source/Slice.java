package io.rowkeep.worker.source;
/**
 * A disjoint range of one table's rows.
 *
 * @param shard its number within the table, from 0
 * @param range what the source understands; opaque to everybody else
 */
public record Slice(SourceTable table, int shard, String range) {

    /** All rows of a table, for a source that does not cut it. */
    public static Slice whole(SourceTable table) {
        return new Slice(table, 0, "whole");
    }
}
