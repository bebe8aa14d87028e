package io.rowkeep.client;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a job.
 *
 * @param id unique together with {@code origin}: a repeated delivery has the same
 * @param origin where it comes from, {@code /rowkeep/<source>}
 * @param sequence grows within one job, from 1; progress shares the number of the event before it
 * @param attempt the attempt that this happened in; 0 when the job ended before its first
 * @param requestedBy the name of the token that asked for the job
 * @param backupId the backup that the job writes or reads
 * @param safetyBackupId what was saved before the job changed anything
 * @param undoes of an undo, the job that was undone
 * @param dryRun whether the job only said what it would do, and changed nothing
 * @param progress how far the job is; {@link JobProgress#NONE} unless the outcome is {@link JobOutcome#PROGRESSED}
 * @param statistics what the job did; {@link JobStatistics#NONE} unless it completed
 * @param error why the job failed; null unless it did
 */
public record JobEvent(
        String id,
        String origin,
        Instant time,
        long sequence,
        JobOutcome outcome,
        String jobId,
        String kind,
        String source,
        String dataset,
        int attempt,
        String requestedBy,
        @Nullable String backupId,
        @Nullable String safetyBackupId,
        @Nullable String undoes,
        boolean dryRun,
        @Nullable String worker,
        JobProgress progress,
        JobStatistics statistics,
        @Nullable JobError error) {

    public JobEvent {
        progress = Objects.requireNonNullElse(progress, JobProgress.NONE);
        statistics = Objects.requireNonNullElse(statistics, JobStatistics.NONE);
    }

    /**
     * Reads an event: CloudEvents 1.0 in structured JSON. Fields that this client does not know are ignored.
     *
     * @throws IllegalArgumentException when it is not an event of Rowkeep; the message says what is wrong, without the content
     */
    public static JobEvent parse(byte[] json) {
        return CloudEvent.parse(json).event();
    }
}
