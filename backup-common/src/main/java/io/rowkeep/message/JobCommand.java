package io.rowkeep.message;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import java.util.Objects;

/**
 * Tells workers that a job has something to do. A wake-up, nothing more: the worker reads what to do from the job's row, so a
 * forged or repeated command can do nothing that no authorised request recorded.
 */
public record JobCommand(JobId jobId, JobKind kind, SourceName source, DatasetName dataset) {

    public JobCommand {
        Objects.requireNonNull(jobId, "jobId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(dataset, "dataset");
    }
}
