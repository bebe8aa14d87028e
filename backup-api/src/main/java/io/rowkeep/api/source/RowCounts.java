package io.rowkeep.api.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.ValueCount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many rows the tables of a dataset have now.
 *
 * @param jobId the job that counted them
 * @param countedAt when it ended
 * @param total rows of all tables
 * @param warnings sentences for an administrator, among them one about each column that should be counted and cannot be
 */
record RowCounts(
        SourceName source,
        DatasetName dataset,
        JobId jobId,
        Instant countedAt,
        List<TableRows> tables,
        long total,
        List<String> warnings) {

    RowCounts {
        tables = List.copyOf(tables);
        warnings = List.copyOf(warnings);
    }

    /**
     * Rows of one table.
     *
     * @param counts of the columns that the dataset wants counted, by name: how many rows have which value, most first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TableRows(TableName name, long rows, @Nullable Map<String, List<ValueCount>> counts) {}

    static RowCounts of(
            SourceName source, DatasetName dataset, JobId job, Instant countedAt, JobStatistics statistics) {
        List<TableRows> tables = statistics.tables().stream()
                .map(table -> new TableRows(table.name(), table.rows(), table.counts()))
                .toList();
        return new RowCounts(
                source,
                dataset,
                job,
                countedAt,
                tables,
                tables.stream().mapToLong(TableRows::rows).sum(),
                statistics.warnings());
    }
}
