package io.rowkeep.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.Requester;
import io.rowkeep.job.WorkerId;
import org.jspecify.annotations.Nullable;

/** The job succeeded, with what it did. {@code backupId} is the backup written, or the one restored; a {@code dryRun} changed nothing. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobCompleted(
        JobId jobId,
        JobKind kind,
        SourceName source,
        DatasetName dataset,
        int attempt,
        Requester requestedBy,
        @Nullable BackupId backupId,
        @Nullable BackupId safetyBackupId,
        @Nullable JobId undoes,
        boolean dryRun,
        @Nullable WorkerId worker,
        JobStatistics statistics)
        implements JobEvent {}
