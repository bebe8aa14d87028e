package io.rowkeep.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.Requester;

/** What happened to a job: the {@code data} of an event. */
public sealed interface JobEvent permits JobStarted, JobProgressed, JobCompleted, JobFailed, JobCancelled {

    /** The job. */
    JobId jobId();

    /** Its kind. */
    JobKind kind();

    /** The source that it is about. */
    SourceName source();

    /** The dataset that it is about. */
    DatasetName dataset();

    /** The attempt that this happened in; 0 when the job ended before its first. */
    int attempt();

    /** Who asked for the job. */
    Requester requestedBy();

    /** What happened, as it stands in the event's type and routing key. */
    @JsonIgnore
    default EventOutcome outcome() {
        return switch (this) {
            case JobStarted event -> EventOutcome.STARTED;
            case JobProgressed event -> EventOutcome.PROGRESSED;
            case JobCompleted event -> EventOutcome.COMPLETED;
            case JobFailed event -> EventOutcome.FAILED;
            case JobCancelled event -> EventOutcome.CANCELLED;
        };
    }
}
