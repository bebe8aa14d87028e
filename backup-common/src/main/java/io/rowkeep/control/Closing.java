package io.rowkeep.control;
/** Why an attempt is only there to end the job: to decide its cell against it and say so. */
public enum Closing {
    /** Somebody asked for the end. */
    CANCELLED,
    /** Every attempt failed or was lost. */
    EXHAUSTED
}
