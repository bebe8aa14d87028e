package io.rowkeep.client;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a job did, in total and per table.
 *
 * @param durationMillis from the claim of the successful attempt to its end, in milliseconds
 * @param rowsPerSecond throughput over that time
 * @param bytesPerSecond {@code bytesIn} over that time
 * @param skipped relations that were left out, each with its reason
 * @param warnings sentences about what the job does not cover
 * @param refused of a preview: what would keep the job from happening; empty when nothing would
 * @param system of a system backup and its restore; null for jobs that are about tables
 */
public record JobStatistics(
        List<TableStatistics> tables,
        long rows,
        long bytesIn,
        long bytesOut,
        long parts,
        long durationMillis,
        long rowsPerSecond,
        long bytesPerSecond,
        List<SkippedTable> skipped,
        List<String> warnings,
        List<JobError> refused,
        @Nullable SystemStatistics system) {

    /** Nothing was counted yet. */
    public static final JobStatistics NONE =
            new JobStatistics(List.of(), 0, 0, 0, 0, 0, 0, 0, List.of(), List.of(), List.of(), null);

    public JobStatistics {
        tables = Lists.of(tables);
        skipped = Lists.of(skipped);
        warnings = Lists.of(warnings);
        refused = Lists.of(refused);
    }

    /** What was done with the table of this name, {@code schema.name}; empty when the job had nothing to do with it. */
    public Optional<TableStatistics> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** Rows that were deleted, or of a preview would be, in all tables. */
    public long deleted() {
        return tables.stream().mapToLong(table -> table.changes().deleted()).sum();
    }

    /** Rows that stayed, for whatever reason, in all tables. */
    public long kept() {
        return tables.stream().mapToLong(table -> table.kept().kept()).sum();
    }
}
