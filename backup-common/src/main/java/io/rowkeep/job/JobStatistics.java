package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job did, in total and per table.
 *
 * @param durationMillis from the claim of the successful attempt to its end, in milliseconds
 * @param rowsPerSecond throughput over that time
 * @param bytesPerSecond {@code bytesIn} over that time
 * @param skipped relations that were left out, each with its reason
 * @param warnings sentences for an administrator about what the backup or restore does not cover
 * @param refused of a preview: what would keep the job from happening, empty when nothing would
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
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<JobError> refused,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SystemStatistics system) {

    public JobStatistics {
        tables = List.copyOf(tables);
        skipped = List.copyOf(skipped);
        warnings = List.copyOf(warnings);
        refused = refused == null ? List.of() : List.copyOf(refused);
    }

    /**
     * Of a job that is about a whole database and files.
     *
     * @param bytesIn bytes read by a backup, or as they were stored for a restore
     * @param bytesOut bytes as they were stored by a backup, or as they were written by a restore
     */
    public static JobStatistics of(
            SystemStatistics system,
            long bytesIn,
            long bytesOut,
            long parts,
            long durationMillis,
            List<String> warnings) {
        double seconds = Math.max(durationMillis, 1) / 1000.0;
        return new JobStatistics(
                List.of(),
                0,
                bytesIn,
                bytesOut,
                parts,
                durationMillis,
                0,
                Math.round(bytesIn / seconds),
                List.of(),
                warnings,
                List.of(),
                system);
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
                List.of(),
                null);
    }

    /** The same with more sentences for an administrator. */
    public JobStatistics remarking(List<String> remarks) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(remarks);
        return warning(all);
    }

    /** The same with other sentences for an administrator. */
    public JobStatistics warning(List<String> sentences) {
        return with(sentences, refused);
    }

    /** The same of a preview, with what would keep the job from happening. */
    public JobStatistics refusing(List<JobError> reasons) {
        return with(warnings, reasons);
    }

    private JobStatistics with(List<String> sentences, List<JobError> reasons) {
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
                sentences,
                reasons,
                system);
    }
}
