package io.rowkeep.worker.source;
/**
 * A disjoint range of one table's rows.
 *
 * @param shard its number within the table, from 0
 * @param range what the source understands; opaque to everybody else
 */
public record Slice(SourceTable table, int shard, String range) {}
