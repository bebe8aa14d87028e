package io.rowkeep.job;
/** What a running attempt is doing. */
public enum JobPhase {
    /** Reads: a source for a backup, parts and catalogue for a restore. Nothing can have been decided. */
    READING,
    /** May have written its decision cell: from here only that cell says how the job ended. */
    APPLYING
}
