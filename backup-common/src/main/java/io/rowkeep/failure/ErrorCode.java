package io.rowkeep.failure;

import static io.rowkeep.failure.ErrorType.CALLER;
import static io.rowkeep.failure.ErrorType.PERMANENT;
import static io.rowkeep.failure.ErrorType.POISON;
import static io.rowkeep.failure.ErrorType.TRANSIENT;

/** The stable codes of all failures, as they stand in problems, jobs and events. A code is never renamed or given another meaning. */
public enum ErrorCode {

    /** The request is not as the contract says; the message names the field. */
    INVALID_REQUEST(CALLER),
    /** No token, or one that is not known, revoked or expired. */
    UNAUTHENTICATED(CALLER),
    /** The token's role does not allow this call. */
    FORBIDDEN(CALLER),
    /** No such source, or none that this token may see. */
    SOURCE_NOT_FOUND(CALLER),
    /** The source has no such dataset. */
    DATASET_NOT_FOUND(CALLER),
    /** The dataset, the source or the backup has no such table. */
    TABLE_NOT_FOUND(CALLER),
    /** No such backup, or none that this token may see. */
    BACKUP_NOT_FOUND(CALLER),
    /** No such job, or none that this token may see. */
    JOB_NOT_FOUND(CALLER),
    /** No such token. */
    TOKEN_NOT_FOUND(CALLER),
    /** The token is the last unlimited one of role admin: without it nobody could make another. */
    LAST_ADMIN_TOKEN(CALLER),
    /** No such path, or none with this method. */
    NOT_FOUND(CALLER),
    /** The job has ended already. */
    JOB_ENDED(CALLER),
    /** The same idempotency key came with another request before. */
    IDEMPOTENCY_KEY_REUSED(CALLER),
    /** What confirms a clear is not the name of the dataset. */
    CONFIRMATION_WRONG(CALLER),
    /** The source's configuration wants a preview before a restore, and the request names none. */
    PREVIEW_REQUIRED(CALLER),
    /** A change without a safety backup was asked for, and the source's configuration does not allow it. */
    SAFETY_BACKUP_REQUIRED(CALLER),
    /** There is nothing to undo about the job, or it cannot be undone any more. */
    NOT_UNDOABLE(CALLER),
    /** The backup is held. */
    BACKUP_HELD(CALLER),
    /** A job that has not ended reads the backup. */
    BACKUP_IN_USE(CALLER),
    /** The backup holds spreadsheets, which people read, or before-images, which an undo reads: no restore does. */
    NOT_RESTORABLE(CALLER),
    /** The preview that a restore names is not one of such a restore, or has not succeeded. */
    PREVIEW_UNUSABLE(CALLER),
    /** The job has no list of differences: it is no preview, has not succeeded, or the list is not kept any more. */
    NO_DIFFERENCES(CALLER),
    /** The uploaded file is larger than this installation takes. */
    UPLOAD_TOO_LARGE(CALLER),

    /** The source cannot be reached, or it ended our session. */
    SOURCE_UNAVAILABLE(TRANSIENT),
    /** Another transaction got in the way: deadlock, serialization failure, a table that changed while it was read. */
    SOURCE_CONFLICT(TRANSIENT),
    /** A lock could not be had in time. */
    LOCK_NOT_AVAILABLE(TRANSIENT),
    /** The object store cannot be reached, or it answered that it is overloaded. */
    STORAGE_UNAVAILABLE(TRANSIENT),
    /** The control database cannot be reached. */
    CONTROL_UNAVAILABLE(TRANSIENT),
    /** The process serves as many live streams as it can. */
    TOO_MANY_STREAMS(TRANSIENT),
    /** The worker was silent for longer than its lease. */
    WORKER_LOST(TRANSIENT),

    /** The source refused our credentials, or its role may not do what the job needs. */
    SOURCE_ACCESS_DENIED(PERMANENT),
    /** Row-level security would hide rows from this role. */
    ROW_SECURITY(PERMANENT),
    /** The object store refused our credentials or permissions, or the bucket does not exist. */
    STORAGE_ACCESS_DENIED(PERMANENT),
    /** The object store has no space left. */
    STORAGE_FULL(PERMANENT),
    /** A part, a part list or a manifest is not what was stored. */
    ARTIFACT_DAMAGED(PERMANENT),
    /** A part, a part list or a manifest is gone. */
    ARTIFACT_MISSING(PERMANENT),
    /** The stored format is newer than this program. */
    FORMAT_UNSUPPORTED(PERMANENT),
    /** The target's tables are not as they were when the backup was taken. */
    SCHEMA_DRIFT(PERMANENT),
    /** A row was refused by a constraint of the target. */
    CONSTRAINT_VIOLATED(PERMANENT),
    /** The server refused a value or a statement, or the file system of the worker a file. */
    SOURCE_REFUSED(PERMANENT),
    /** Rows of tables outside the selection refer to rows that would go or change. */
    OUTSIDE_REFERENCES(PERMANENT),
    /** A keep rule is not SQL about its table. */
    KEEP_RULE_INVALID(PERMANENT),
    /** A row of the backup has a value that a kept row has, and no two rows may share. */
    KEPT_ROW_COLLISION(PERMANENT),
    /** Kept rows were not the same after the change; it was rolled back. */
    KEPT_ROWS_CHANGED(PERMANENT),
    /** The tables differ from the backup otherwise than when somebody looked: nothing was changed. */
    PREVIEW_STALE(PERMANENT),
    /** Rows that backup and table hold differently have no decision yet. */
    DECISIONS_MISSING(PERMANENT),
    /** A decision or a selected key is not one of a row of the table. */
    ROW_KEY_INVALID(PERMANENT),
    /** Rows have changed since the merge that is undone. */
    UNDO_CONFLICTS(PERMANENT),
    /** The file is not of a form that can be imported, or not what it says it is. */
    IMPORT_REFUSED(PERMANENT),
    /** The database's own dump program is missing, or too old for the server. */
    DUMP_TOOL_UNSUITABLE(PERMANENT),
    /** A dump is restored into an empty database only, and this one is not. */
    TARGET_NOT_EMPTY(PERMANENT),
    /** A dump is run only where it was taken by this installation itself and has not changed since. */
    DUMP_UNTRUSTED(PERMANENT),
    /** The ledger does not exist in the target and could not be made. */
    LEDGER_MISSING(PERMANENT),
    /** A printed row is larger than this worker's limit. */
    ROW_TOO_LARGE(PERMANENT),
    /** What was read, stored or loaded is not as many rows as it must be. */
    ROW_COUNT_MISMATCH(PERMANENT),
    /** What was asked for is not possible for this table or source. */
    UNSUPPORTED(PERMANENT),
    /** Every attempt failed or was lost. */
    ATTEMPTS_EXHAUSTED(PERMANENT),
    /** A setting is missing, unknown or wrong. */
    INVALID_SETTING(PERMANENT),
    /** A fault of ours. */
    INTERNAL(PERMANENT),

    /** A message that is not as the contract says. */
    MESSAGE_MALFORMED(POISON);

    private final ErrorType type;

    ErrorCode(ErrorType type) {
        this.type = type;
    }

    /** Who can act on it. */
    public ErrorType type() {
        return type;
    }
}
