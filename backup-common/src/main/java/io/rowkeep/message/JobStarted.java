package io.rowkeep.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.Requester;
import io.rowkeep.job.WorkerId;
import org.jspecify.annotations.Nullable;

/** A worker claimed an attempt of the job. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobStarted(
        JobId jobId,
        JobKind kind,
        SourceName source,
        DatasetName dataset,
        int attempt,
        Requester requestedBy,
        @Nullable BackupId backupId,
        WorkerId worker)
        implements JobEvent {}
