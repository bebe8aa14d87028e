package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job did, in total and per table.
 *
 * @param durationMillis from the claim of the successful attempt to its end, in milliseconds
 * @param rowsPerSecond throughput over that time
 * @param bytesPerSecond {@code bytesIn} over that time
 * @param skipped relations that were left out, each with its reason
 * @param warnings sentences for an administrator about what the backup or restore does not cover
 * @param refused of a preview: what would keep the job from happening, empty when nothing would
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
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<JobError> refused) {

    public JobStatistics {
        tables = List.copyOf(tables);
        skipped = List.copyOf(skipped);
        warnings = List.copyOf(warnings);
        refused = refused == null ? List.of() : List.copyOf(refused);
    }

    /** Sums up the tables. */
    public static JobStatistics of(
            List<TableStatistics> tables, long durationMillis, List<SkippedTable> skipped, List<String> warnings) {
        long rows = tables.stream().mapToLong(TableStatistics::rows).sum();
        long bytesIn = tables.stream().mapToLong(TableStatistics::bytesIn).sum();
        long bytesOut = tables.stream().mapToLong(TableStatistics::bytesOut).sum();
        long parts = tables.stream().mapToLong(TableStatistics::parts).sum();
        double seconds = Math.max(durationMillis, 1) / 1000.0;
        return new JobStatistics(
                tables,
                rows,
                bytesIn,
                bytesOut,
                parts,
                durationMillis,
                Math.round(rows / seconds),
                Math.round(bytesIn / seconds),
                skipped,
                warnings,
                List.of());
    }

    /** The same with more sentences for an administrator. */
    public JobStatistics remarking(List<String> remarks) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(remarks);
        return new JobStatistics(
                tables,
                rows,
                bytesIn,
                bytesOut,
                parts,
                durationMillis,
                rowsPerSecond,
                bytesPerSecond,
                skipped,
                all,
                refused);
    }

    /** The same of a preview, with what would keep the job from happening. */
    public JobStatistics refusing(List<JobError> reasons) {
        return new JobStatistics(
                tables,
                rows,
                bytesIn,
                bytesOut,
                parts,
                durationMillis,
                rowsPerSecond,
                bytesPerSecond,
                skipped,
                warnings,
                reasons);
    }
}
