package io.rowkeep.client;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a job did with one table.
 *
 * @param name {@code schema.name}
 * @param rows rows read by a backup, in the table after a restore, counted by an inspection
 * @param bytesIn bytes as the server printed them (backup) or as they were stored (restore)
 * @param bytesOut bytes as they were stored (backup) or as the server was sent them (restore)
 * @param parts part objects written or read
 * @param checksum SHA-256 in hexadecimal of the table's part list; null where there is none
 * @param changes what became of the rows; all 0 for jobs that change nothing
 * @param kept which rows were left alone, and why
 * @param differences how the table compared with the backup; all 0 for jobs that do not compare row by row
 * @param counts of the columns that the dataset wants counted: how many rows have which value, the most frequent 100, most first
 */
public record TableStatistics(
        String name,
        long rows,
        long bytesIn,
        long bytesOut,
        long parts,
        @Nullable String checksum,
        RowChanges changes,
        KeptRows kept,
        TableDifferences differences,
        Map<String, List<ValueCount>> counts) {

    public TableStatistics {
        changes = Objects.requireNonNullElse(changes, RowChanges.NONE);
        kept = Objects.requireNonNullElse(kept, KeptRows.NONE);
        differences = Objects.requireNonNullElse(differences, TableDifferences.NONE);
        counts = Counts.of(counts);
    }
}
