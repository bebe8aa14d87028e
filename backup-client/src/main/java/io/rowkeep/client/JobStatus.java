package io.rowkeep.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where a job stands. SUCCEEDED, FAILED and CANCELLED never change again. */
public enum JobStatus {
    /** Waits for a worker, for the first time or for another attempt. */
    QUEUED,
    /** A worker is at it. */
    RUNNING,
    /** Done, stored or committed, and checked. */
    SUCCEEDED,
    /** Ended without effect; the job's error says why. */
    FAILED,
    /** Ended without effect because somebody asked for that. */
    CANCELLED,
    /** A status that a newer server knows and this client does not; taken as not ended. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** Whether the job has ended. */
    public boolean ended() {
        return switch (this) {
            case QUEUED, RUNNING, UNKNOWN -> false;
            case SUCCEEDED, FAILED, CANCELLED -> true;
        };
    }
}
