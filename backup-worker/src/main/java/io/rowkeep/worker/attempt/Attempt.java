package io.rowkeep.worker.attempt;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.Claim;
import io.rowkeep.job.JobProgress;

/** One claimed attempt at a job, as its runner sees it. Safe for use by many threads. */
public interface Attempt {

    /** The claim that every write of this attempt carries. */
    Claim claim();

    /**
     * Call between buffers and before every step that can be left undone.
     *
     * @throws AttemptStopped when the job was cancelled, the lease was lost or the worker is going down
     */
    void checkpoint();

    /** Says how far the job is; recorded and sent at most once a second. */
    void progress(JobProgress progress);

    /**
     * Registers what ends a blocking call in progress when the attempt is to stop: for example the end of a server session. It runs
     * at most once, on another thread; at once when the attempt is stopped already.
     *
     * @return closes the registration
     */
    Registration onStop(Runnable interrupt);

    /**
     * Enters phase {@code APPLYING} by a guarded update; call right before the decision cell can be written.
     *
     * @throws AttemptStopped when this attempt does not own the job any more
     */
    void enterApplying();

    /**
     * Says which safety backup this attempt is about to write, so that nobody takes its parts for leftovers; call before the first.
     *
     * @throws AttemptStopped when this attempt does not own the job any more
     */
    void saving(BackupId safetyBackup);

    /** Whether this or an earlier attempt entered {@code APPLYING}: then only the decision cell says how the job ended. */
    boolean undecided();

    /** Ends a registration; closing twice is harmless. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
