package io.rowkeep.control;

import io.rowkeep.job.Job;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.WorkerId;
import io.rowkeep.message.JobCancelled;
import io.rowkeep.message.JobCompleted;
import io.rowkeep.message.JobEvent;
import io.rowkeep.message.JobFailed;
import io.rowkeep.message.JobProgressed;
import io.rowkeep.message.JobStarted;
import org.jspecify.annotations.Nullable;

/** Makes events of what became of a job. */
final class JobEvents {

    private JobEvents() {}

    static JobEvent started(Job job, WorkerId worker) {
        return new JobStarted(
                job.id(),
                job.kind(),
                job.source(),
                job.dataset(),
                job.attempt(),
                job.requestedBy(),
                job.backupId(),
                worker);
    }

    static JobEvent progressed(Job job, WorkerId worker) {
        return new JobProgressed(
                job.id(),
                job.kind(),
                job.source(),
                job.dataset(),
                job.attempt(),
                job.requestedBy(),
                job.backupId(),
                worker,
                job.progress());
    }

    static JobEvent completed(Job job, @Nullable WorkerId worker, JobStatistics statistics) {
        return new JobCompleted(
                job.id(),
                job.kind(),
                job.source(),
                job.dataset(),
                job.attempt(),
                job.requestedBy(),
                job.backupId(),
                job.safetyBackupId(),
                job.undoes(),
                job.dryRun(),
                worker,
                statistics);
    }

    static JobEvent failed(Job job, JobError error) {
        return new JobFailed(
                job.id(),
                job.kind(),
                job.source(),
                job.dataset(),
                job.attempt(),
                job.requestedBy(),
                job.backupId(),
                error);
    }

    static JobEvent cancelled(Job job) {
        return new JobCancelled(
                job.id(), job.kind(), job.source(), job.dataset(), job.attempt(), job.requestedBy(), job.backupId());
    }
}
