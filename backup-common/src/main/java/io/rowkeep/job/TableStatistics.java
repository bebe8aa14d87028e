package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.dataset.TableName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job did with one table.
 *
 * @param rows rows read by a backup, in the table after a restore, counted by an inspection
 * @param bytesIn bytes as the server printed them (backup) or as they were stored (restore)
 * @param bytesOut bytes as they were stored (backup) or as the server was sent them (restore)
 * @param parts part objects written or read
 * @param checksum SHA-256 in hexadecimal of the table's part list; null where there is none
 * @param changes what became of the rows, or would become of them; null for jobs that change nothing
 * @param kept which rows were left alone, and why; null where no rule and no undo is about the table
 * @param differences how the table compared with the backup; null for jobs that do not compare row by row
 * @param counts of the columns that the dataset wants counted, by name: how many rows have which value, most first; null where none is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableStatistics(
        TableName name,
        long rows,
        long bytesIn,
        long bytesOut,
        long parts,
        @Nullable String checksum,
        @Nullable RowChanges changes,
        @Nullable KeptRows kept,
        @Nullable TableDifferences differences,
        @Nullable Map<String, List<ValueCount>> counts) {

    /** Of a job that does not compare row by row. */
    public TableStatistics(
            TableName name,
            long rows,
            long bytesIn,
            long bytesOut,
            long parts,
            @Nullable String checksum,
            @Nullable RowChanges changes,
            @Nullable KeptRows kept) {
        this(name, rows, bytesIn, bytesOut, parts, checksum, changes, kept, null, null);
    }

    /** The same with how the table compared with the backup; null where it did not. */
    public TableStatistics compared(@Nullable TableDifferences found) {
        return new TableStatistics(name, rows, bytesIn, bytesOut, parts, checksum, changes, kept, found, counts);
    }

    /** The same with how many rows have which value in the columns that are counted. */
    public TableStatistics counting(Map<String, List<ValueCount>> found) {
        return new TableStatistics(
                name,
                rows,
                bytesIn,
                bytesOut,
                parts,
                checksum,
                changes,
                kept,
                differences,
                found.isEmpty() ? null : found);
    }

    /** A table of which only the rows were counted. */
    public static TableStatistics counted(TableName name, long rows) {
        return new TableStatistics(name, rows, 0, 0, 0, null, null, null);
    }
}
