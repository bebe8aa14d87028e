package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How far a job is: counted, never estimated.
 *
 * @param rows rows done so far
 * @param bytes bytes done so far, as the server prints them
 * @param latest the tables that were begun, in that order; of many only the latest
 */
public record JobProgress(
        long rows,
        long bytes,
        TableCount tables,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TableProgress> latest) {

    /** So many tables are named at most: the latest. */
    public static final int MOST_NAMED = 100;

    public JobProgress {
        latest = latest == null ? List.of() : List.copyOf(latest);
    }

    /** Nothing done yet, and not yet known of how much. */
    public static final JobProgress NONE = new JobProgress(0, 0, new TableCount(0, 0), List.of());

    /** Tables done, out of all. */
    public record TableCount(int done, int total) {}
}
