package io.rowkeep.control;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.WorkerId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of jobs. Every change is one guarded update that carries the attempt and says whether this call made it; the event
 * goes into the outbox in the same transaction. Clocks are the control database's. Thread-safe.
 */
public final class JobStore {

    /** The job, whoever it belongs to. */
    public Optional<Job> find(JobId id) {
        throw new IllegalStateException();
    }

    /** Makes the next attempt at a queued job that is due this worker's; empty when somebody else has it or nothing is to be done. */
    public Optional<Claim> claim(JobId id, WorkerId worker) {
        throw new IllegalStateException();
    }

    /** Renews the lease. */
    public Lease renew(Claim claim) {
        throw new IllegalStateException();
    }

    /** Records progress. */
    public boolean progress(Claim claim, JobProgress progress) {
        throw new IllegalStateException();
    }

    /** Enters phase {@code APPLYING}: from here the job is undecided until its cell is read or written. */
    public boolean enterApplying(Claim claim) {
        throw new IllegalStateException();
    }

    /** Ends the job well. A backup job hands over its catalogue entry, which is recorded in the same transaction. */
    public boolean succeed(
            Claim claim, JobStatistics statistics, @Nullable BackupId safetyBackup, @Nullable BackupRecord backup) {
        throw new IllegalStateException();
    }

    /** Ends the job for good after its cell was decided against it, or was never opened. */
    public boolean fail(Claim claim, JobError error) {
        throw new IllegalStateException();
    }

    /** Ends the job as cancelled, under the same condition. */
    public boolean cancelled(Claim claim) {
        throw new IllegalStateException();
    }

    /** Gives the job back for another attempt after a back-off that grows with the attempts; without any left, the next attempt only closes it. */
    public boolean retry(Claim claim, JobError error) {
        throw new IllegalStateException();
    }

    /** Gives the job back at once because this worker goes down; the attempt does not count against the limit. */
    public boolean handBack(Claim claim) {
        throw new IllegalStateException();
    }
}
