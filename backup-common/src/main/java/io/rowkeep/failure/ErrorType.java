package io.rowkeep.failure;

/** Who can act on a failure. */
public enum ErrorType {

    /** The caller asked for something that cannot be: tell the caller, do nothing. */
    CALLER,

    /** It may work later without anybody's help: try again, with back-off, while attempts are left. */
    TRANSIENT,

    /** An administrator has to change something first: fail now, with a message that says what. */
    PERMANENT,

    /** The message cannot be understood: keep it in the dead-letter queue for a person to read. */
    POISON
}
