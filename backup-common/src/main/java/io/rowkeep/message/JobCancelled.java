package io.rowkeep.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.Requester;
import org.jspecify.annotations.Nullable;

/** The job was cancelled and had no effect. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobCancelled(
        JobId jobId,
        JobKind kind,
        SourceName source,
        DatasetName dataset,
        int attempt,
        Requester requestedBy,
        @Nullable BackupId backupId)
        implements JobEvent {}
