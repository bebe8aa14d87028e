package io.rowkeep.client;

import java.util.List;
import java.util.Objects;

/**
 * How far a job is: counted, never estimated.
 *
 * @param rows rows done so far
 * @param bytes bytes done so far, as the server prints them
 * @param latest the tables that were begun, in that order; of many only the latest
 */
public record JobProgress(long rows, long bytes, TableCount tables, List<TableProgress> latest) {

    /** Nothing done yet, and not yet known of how much. */
    public static final JobProgress NONE = new JobProgress(0, 0, new TableCount(0, 0), List.of());

    public JobProgress {
        tables = Objects.requireNonNullElseGet(tables, () -> new TableCount(0, 0));
        latest = Lists.of(latest);
    }

    /** Tables done, out of all. */
    public record TableCount(int done, int total) {}

    /** How far a job is with one table. */
    public record TableProgress(String name, long rows, long bytes) {}
}
