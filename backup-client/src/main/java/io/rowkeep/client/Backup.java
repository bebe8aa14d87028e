package io.rowkeep.client;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A backup in the catalogue.
 *
 * @param jobId the job that wrote it
 * @param format {@code json}, {@code csv} or {@code native}
 * @param label what its owner calls it; null when it has none
 * @param savedFor the kind of job that saved it before it changed the tables; null for a backup that was asked for
 * @param content {@code rows}, or {@code before_images} of rows that a merge changed, which only an undo reads
 * @param encrypted whether its parts are encrypted
 * @param held whether it is kept from retention and from being deleted
 * @param verifiedAt when it was last proved restorable; null when never
 */
public record Backup(
        String id,
        String jobId,
        String source,
        String dataset,
        String format,
        Instant createdAt,
        @Nullable String label,
        @Nullable String savedFor,
        String content,
        List<Table> tables,
        JobStatistics statistics,
        boolean encrypted,
        boolean held,
        @Nullable Instant verifiedAt) {

    public Backup {
        content = Objects.requireNonNullElse(content, "rows");
        tables = Lists.of(tables);
        statistics = Objects.requireNonNullElse(statistics, JobStatistics.NONE);
    }

    /** A table of a backup: rows, bytes before compression, part objects. */
    public record Table(String name, long rows, long bytes, long parts) {}
}
