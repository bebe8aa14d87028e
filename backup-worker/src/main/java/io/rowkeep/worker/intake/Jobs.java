package io.rowkeep.worker.intake;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.control.Claim;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.WorkerId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the intake needs of the job store, as {@link io.rowkeep.control.JobStore} promises it. Safe for use by many threads. */
interface Jobs {

    Optional<Job> find(JobId id);

    Optional<Claim> claim(JobId id, WorkerId worker);

    boolean progress(Claim claim, JobProgress progress);

    boolean enterApplying(Claim claim);

    boolean saving(Claim claim, BackupId safetyBackup);

    boolean succeed(
            Claim claim, JobStatistics statistics, @Nullable BackupId safetyBackup, @Nullable BackupRecord backup);

    boolean fail(Claim claim, JobError error);

    boolean cancelled(Claim claim);

    boolean retry(Claim claim, JobError error);

    boolean handBack(Claim claim);
}
