package io.rowkeep.client;

import java.time.Instant;
import java.util.List;

/**
 * How many rows the tables of a dataset have.
 *
 * @param jobId the job that counted them
 * @param countedAt when it ended
 * @param total rows of all tables
 */
public record RowCounts(
        String source, String dataset, String jobId, Instant countedAt, List<TableRows> tables, long total) {

    public RowCounts {
        tables = Lists.of(tables);
    }

    /** Rows of one table. */
    public record TableRows(String name, long rows) {}

    /** What a job counted that took longer than a request may. */
    static RowCounts of(Job job) {
        List<TableRows> tables = job.statistics().tables().stream()
                .map(table -> new TableRows(table.name(), table.rows()))
                .toList();
        Instant countedAt = job.finishedAt() == null ? job.createdAt() : job.finishedAt();
        return new RowCounts(
                job.source(),
                job.dataset(),
                job.id(),
                countedAt,
                tables,
                job.statistics().rows());
    }
}
