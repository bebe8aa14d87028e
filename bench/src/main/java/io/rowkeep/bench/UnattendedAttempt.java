package io.rowkeep.bench;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.Claim;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobPhase;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobSpec;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.Requester;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.job.WorkerId;
import io.rowkeep.worker.attempt.Attempt;
import java.time.Instant;

/** A first attempt that nobody watches, cancels or takes over. */
final class UnattendedAttempt implements Attempt {

    private final Claim claim;

    UnattendedAttempt(TimeOrderedIds ids, JobSpec spec) {
        WorkerId worker = new WorkerId("bench");
        Instant now = Instant.now();
        Job job = new Job(
                new JobId(ids.next()),
                spec.jobKind(),
                JobStatus.RUNNING,
                JobPhase.READING,
                spec.source(),
                spec.dataset(),
                null,
                null,
                null,
                false,
                1,
                new Requester("bench"),
                now,
                now,
                null,
                false,
                worker,
                JobProgress.NONE,
                null,
                null);
        this.claim = new Claim(job, spec, 1, worker, false, null, now, 1);
    }

    @Override
    public Claim claim() {
        return claim;
    }

    @Override
    public void checkpoint() {
        // Nothing stops it.
    }

    @Override
    public void progress(JobProgress progress) {
        // Nobody looks.
    }

    @Override
    public Registration onStop(Runnable interrupt) {
        return () -> {};
    }

    @Override
    public void enterApplying() {
        // Nobody else could own the job.
    }

    @Override
    public void saving(BackupId safetyBackup) {
        // Nobody sweeps behind a benchmark.
    }

    @Override
    public boolean undecided() {
        return false;
    }
}
