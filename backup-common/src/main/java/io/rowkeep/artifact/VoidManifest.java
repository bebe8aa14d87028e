package io.rowkeep.artifact;

import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;

/**
 * Says that this backup will never be: its job failed or was cancelled.
 *
 * @param reason why
 */
public record VoidManifest(FormatVersion formatVersion, BackupId backupId, JobId jobId, int attempt, JobError reason)
        implements DecisionCell {}
