package io.rowkeep.control;

/** What the audit table knows. */
enum AuditAction {
    /** A job was asked for; the details are its specification. */
    JOB_REQUESTED("job.requested"),
    /** A job's end was asked for. */
    JOB_CANCEL_REQUESTED("job.cancel-requested"),
    /** A backup was held. */
    BACKUP_HELD("backup.held"),
    /** A hold was released. */
    BACKUP_RELEASED("backup.released"),
    /** A backup got another label, or none. */
    BACKUP_LABELLED("backup.labelled"),
    /** Data of a backup was sent; the details say which backup, tables and kind of file. */
    BACKUP_DOWNLOADED("backup.downloaded"),
    /** A token was made; the details name it and say what it may do. */
    TOKEN_CREATED("token.created"),
    /** A token was revoked. */
    TOKEN_REVOKED("token.revoked");

    private final String id;

    AuditAction(String id) {
        this.id = id;
    }

    /** The name in the table. */
    String id() {
        return id;
    }
}
