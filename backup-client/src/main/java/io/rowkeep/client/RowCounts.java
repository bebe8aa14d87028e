package io.rowkeep.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How many rows the tables of a dataset have.
 *
 * @param jobId the job that counted them
 * @param countedAt when it ended
 * @param total rows of all tables
 * @param warnings sentences for an administrator, such as about a column that should be counted and is not there
 */
public record RowCounts(
        String source,
        String dataset,
        String jobId,
        Instant countedAt,
        List<TableRows> tables,
        long total,
        List<String> warnings) {

    public RowCounts {
        tables = Lists.of(tables);
        warnings = Lists.of(warnings);
    }

    /**
     * Rows of one table.
     *
     * @param counts of the columns that the dataset wants counted: how many rows have which value, the most frequent 100, most first
     */
    public record TableRows(String name, long rows, Map<String, List<ValueCount>> counts) {

        public TableRows {
            counts = Counts.of(counts);
        }
    }

    /** What a job counted that took longer than a request may. */
    static RowCounts of(Job job) {
        List<TableRows> tables = job.statistics().tables().stream()
                .map(table -> new TableRows(table.name(), table.rows(), table.counts()))
                .toList();
        Instant countedAt = job.finishedAt() == null ? job.createdAt() : job.finishedAt();
        return new RowCounts(
                job.source(),
                job.dataset(),
                job.id(),
                countedAt,
                tables,
                job.statistics().rows(),
                job.statistics().warnings());
    }
}
