package io.rowkeep.worker.source;

/**
 * What keep rules mean for one table.
 *
 * @param kept rows that stay as they are: those of the rule, and those that a kept row refers to
 * @param skipped rows of the backup that are not put back, because a kept row has their primary key
 */
public record KeptRows(long kept, long skipped) {

    /** No rule, nothing kept. */
    public static final KeptRows NONE = new KeptRows(0, 0);
}
