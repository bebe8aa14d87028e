package io.rowkeep.api.source;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import java.time.Instant;
import java.util.List;

/**
 * How many rows the tables of a dataset have now.
 *
 * @param jobId the job that counted them
 * @param countedAt when it ended
 * @param total rows of all tables
 */
record RowCounts(
        SourceName source, DatasetName dataset, JobId jobId, Instant countedAt, List<TableRows> tables, long total) {

    RowCounts {
        tables = List.copyOf(tables);
    }

    /** Rows of one table. */
    record TableRows(TableName name, long rows) {}

    static RowCounts of(
            SourceName source, DatasetName dataset, JobId job, Instant countedAt, JobStatistics statistics) {
        List<TableRows> tables = statistics.tables().stream()
                .map(table -> new TableRows(table.name(), table.rows()))
                .toList();
        return new RowCounts(
                source,
                dataset,
                job,
                countedAt,
                tables,
                tables.stream().mapToLong(TableRows::rows).sum());
    }
}
