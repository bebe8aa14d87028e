package io.rowkeep.control;
/** What a heartbeat learns. */
public enum Lease {
    /** Renewed. */
    HELD,
    /** Renewed, and somebody wants the job cancelled. */
    CANCEL_REQUESTED,
    /** Another attempt owns the job, or it has ended: stop without a trace. */
    LOST
}
