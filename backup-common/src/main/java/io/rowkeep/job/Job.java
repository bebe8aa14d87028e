package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as everyone may see it; this is also its form over HTTP.
 *
 * @param phase what the running attempt is doing; null unless running
 * @param backupId the backup that a backup job writes or a restore reads
 * @param safetyBackupId what was saved before a destructive job changed anything
 * @param undoes the job that an undo is about; null for other kinds
 * @param dryRun whether it only says what it would do
 * @param attempt the number of the last attempt; 0 before the first
 * @param cancelRequested whether somebody asked for an end that has not come yet
 * @param worker who runs it; null unless running
 * @param statistics what it did; null until it has succeeded
 * @param error why it failed, or why the last attempt did; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Job(
        JobId id,
        JobKind kind,
        JobStatus status,
        @Nullable JobPhase phase,
        SourceName source,
        DatasetName dataset,
        @Nullable BackupId backupId,
        @Nullable BackupId safetyBackupId,
        @Nullable JobId undoes,
        boolean dryRun,
        int attempt,
        Requester requestedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        boolean cancelRequested,
        @Nullable WorkerId worker,
        JobProgress progress,
        @Nullable JobStatistics statistics,
        @Nullable JobError error) {}
