package io.rowkeep.job;
/** Where a job stands. The last three never change again. */
public enum JobStatus {
    /** Waits for a worker, for the first time or for another attempt. */
    QUEUED,
    /** A worker holds its lease. */
    RUNNING,
    /** Done, stored or committed, and checked. */
    SUCCEEDED,
    /** Ended without effect; the error says why. */
    FAILED,
    /** Ended without effect because somebody asked for that. */
    CANCELLED;

    /** Whether the job has ended. */
    public boolean ended() {
        return switch (this) {
            case QUEUED, RUNNING -> false;
            case SUCCEEDED, FAILED, CANCELLED -> true;
        };
    }
}
