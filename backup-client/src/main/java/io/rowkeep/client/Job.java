package io.rowkeep.client;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A job as it was when the server answered. A failed job is a value too, with {@link #error}.
 *
 * @param kind {@code backup}, {@code import}, {@code restore}, {@code clear}, {@code undo}, {@code inspect}, {@code prune} ...
 * @param phase what the running attempt is doing; null unless running
 * @param backupId the backup that a backup job writes or a restore reads
 * @param safetyBackupId what was saved before a destructive job changed anything
 * @param undoes the job that an undo is about; null for other kinds
 * @param dryRun whether it only says what it would do
 * @param attempt the number of the last attempt; 0 before the first
 * @param cancelRequested whether somebody asked for an end that has not come yet
 * @param worker who runs it; null unless running
 * @param statistics what it did; {@link JobStatistics#NONE} until it has succeeded
 * @param error why it failed, or why the last attempt did; null otherwise
 */
public record Job(
        String id,
        String kind,
        JobStatus status,
        @Nullable String phase,
        String source,
        String dataset,
        @Nullable String backupId,
        @Nullable String safetyBackupId,
        @Nullable String undoes,
        boolean dryRun,
        int attempt,
        String requestedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        boolean cancelRequested,
        @Nullable String worker,
        JobProgress progress,
        JobStatistics statistics,
        @Nullable JobError error) {

    public Job {
        status = Objects.requireNonNullElse(status, JobStatus.UNKNOWN);
        progress = Objects.requireNonNullElse(progress, JobProgress.NONE);
        statistics = Objects.requireNonNullElse(statistics, JobStatistics.NONE);
    }

    /** Whether it did what it was asked for. */
    public boolean succeeded() {
        return status == JobStatus.SUCCEEDED;
    }

    /**
     * The backup that it wrote or read.
     *
     * @throws IllegalStateException when a job of its kind has none
     */
    public String requireBackupId() {
        if (backupId == null) {
            throw new IllegalStateException("The %s job %s has no backup".formatted(kind, id));
        }
        return backupId;
    }
}
