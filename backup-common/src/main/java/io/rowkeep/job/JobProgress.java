package io.rowkeep.job;
/**
 * How far a job is: counted, never estimated.
 *
 * @param rows rows done so far
 * @param bytes bytes done so far, as the server prints them
 */
public record JobProgress(long rows, long bytes, TableCount tables) {

    /** Nothing done yet, and not yet known of how much. */
    public static final JobProgress NONE = new JobProgress(0, 0, new TableCount(0, 0));

    /** Tables done, out of all. */
    public record TableCount(int done, int total) {}
}
