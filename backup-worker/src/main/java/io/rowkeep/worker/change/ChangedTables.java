package io.rowkeep.worker.change;

import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.TableStatistics;
import java.time.Duration;
import java.util.List;

/**
 * What was done to tables, or would be.
 *
 * @param remarks sentences for an administrator
 */
public record ChangedTables(List<TableStatistics> tables, List<String> remarks) {

    /** Nothing at all. */
    static final ChangedTables NONE = new ChangedTables(List.of(), List.of());

    public ChangedTables {
        tables = List.copyOf(tables);
        remarks = List.copyOf(remarks);
    }

    /** @param began when the attempt did, by {@link System#nanoTime()} */
    JobStatistics statistics(long began) {
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        return JobStatistics.of(tables, millis, List.of(), remarks);
    }
}
