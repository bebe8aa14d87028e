package io.rowkeep.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * Says that this backup will never be: its job failed or was cancelled.
 *
 * @param reason why it failed; null when it was cancelled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VoidManifest(
        FormatVersion formatVersion,
        BackupId backupId,
        JobId jobId,
        int attempt,
        @Nullable JobError reason) implements DecisionCell {}
