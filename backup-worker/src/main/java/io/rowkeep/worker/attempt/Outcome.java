package io.rowkeep.worker.attempt;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobStatistics;
import org.jspecify.annotations.Nullable;

/** How a job ended, after its decision cell was written or read. */
public sealed interface Outcome {

    /**
     * The job had its effect.
     *
     * @param safetyBackup what was saved before a destructive job changed anything
     * @param backup the catalogue entry of the backup that the job wrote: its own, or its safety backup
     */
    record Succeeded(
            JobStatistics statistics,
            @Nullable BackupId safetyBackup,
            @Nullable BackupRecord backup) implements Outcome {}

    /** The job had no effect and never will. */
    record Failed(JobError error) implements Outcome {}

    /** The job had no effect and never will, because somebody asked for that. */
    record Cancelled() implements Outcome {}
}
