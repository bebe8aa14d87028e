package io.rowkeep.worker.intake;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.control.Claim;
import io.rowkeep.control.JobStore;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.WorkerId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The jobs of the control database. */
record StoredJobs(JobStore store) implements Jobs {

    @Override
    public Optional<Job> find(JobId id) {
        return store.find(id);
    }

    @Override
    public Optional<Claim> claim(JobId id, WorkerId worker) {
        return store.claim(id, worker);
    }

    @Override
    public boolean progress(Claim claim, JobProgress progress) {
        return store.progress(claim, progress);
    }

    @Override
    public boolean enterApplying(Claim claim) {
        return store.enterApplying(claim);
    }

    @Override
    public boolean saving(Claim claim, BackupId safetyBackup) {
        return store.saving(claim, safetyBackup);
    }

    @Override
    public boolean succeed(
            Claim claim, JobStatistics statistics, @Nullable BackupId safetyBackup, @Nullable BackupRecord backup) {
        return store.succeed(claim, statistics, safetyBackup, backup);
    }

    @Override
    public boolean fail(Claim claim, JobError error) {
        return store.fail(claim, error);
    }

    @Override
    public boolean cancelled(Claim claim) {
        return store.cancelled(claim);
    }

    @Override
    public boolean retry(Claim claim, JobError error) {
        return store.retry(claim, error);
    }

    @Override
    public boolean handBack(Claim claim) {
        return store.handBack(claim);
    }
}
