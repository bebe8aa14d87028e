package io.rowkeep.worker.intake;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.control.Claim;
import io.rowkeep.control.Lease;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.WorkerId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes down what was recorded of jobs; can be made to fail. For one thread. */
final class FakeJobs implements Jobs {

    final List<String> written = new ArrayList<>();
    final Deque<Lease> leases = new ArrayDeque<>();
    int failures;
    boolean owner = true;

    @Override
    public Optional<Job> find(JobId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Claim> claim(JobId id, WorkerId worker) {
        throw new UnsupportedOperationException();
    }

    Lease renew(Claim claim) {
        reach();
        return leases.isEmpty() ? Lease.HELD : leases.remove();
    }

    @Override
    public boolean progress(Claim claim, JobProgress progress) {
        return write("progress " + progress.rows());
    }

    @Override
    public boolean enterApplying(Claim claim) {
        return write("applying");
    }

    @Override
    public boolean saving(Claim claim, BackupId safetyBackup) {
        return write("saving");
    }

    @Override
    public boolean succeed(
            Claim claim, JobStatistics statistics, @Nullable BackupId safetyBackup, @Nullable BackupRecord backup) {
        return write("succeeded");
    }

    @Override
    public boolean fail(Claim claim, JobError error) {
        return write("failed " + error.code() + ": " + error.message());
    }

    @Override
    public boolean cancelled(Claim claim) {
        return write("cancelled");
    }

    @Override
    public boolean retry(Claim claim, JobError error) {
        return write("retry " + error.code() + ": " + error.message());
    }

    @Override
    public boolean handBack(Claim claim) {
        return write("handed back");
    }

    private boolean write(String what) {
        reach();
        if (owner) {
            written.add(what);
        }
        return owner;
    }

    private void reach() {
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("The control database is down");
        }
    }
}
