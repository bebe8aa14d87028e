package io.rowkeep.failure;

/**
 * A failure with a code. Its message is one sentence for a person: what failed, on which job, table or object, and the
 * offending value; never a secret. It is shown as it is in problems, jobs and events.
 */
public class BackupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public BackupException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public BackupException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The stable code. */
    public ErrorCode code() {
        return code;
    }

    /** Who can act on it. */
    public ErrorType type() {
        return code.type();
    }
}
