package io.rowkeep.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.Requester;
import io.rowkeep.job.WorkerId;
import org.jspecify.annotations.Nullable;

/** Rows were done. Sent directly, at most once a second; may be lost. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobProgressed(
        JobId jobId,
        JobKind kind,
        SourceName source,
        DatasetName dataset,
        int attempt,
        Requester requestedBy,
        @Nullable BackupId backupId,
        WorkerId worker,
        JobProgress progress)
        implements JobEvent {}
