package io.rowkeep.api.problem;

import io.rowkeep.failure.ErrorCode;
import org.springframework.http.HttpStatus;

/** Which HTTP status says the same as a code. */
final class StatusOfCode {

    private StatusOfCode() {}

    static HttpStatus of(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case SOURCE_NOT_FOUND,
                    DATASET_NOT_FOUND,
                    TABLE_NOT_FOUND,
                    BACKUP_NOT_FOUND,
                    JOB_NOT_FOUND,
                    TOKEN_NOT_FOUND,
                    NO_DIFFERENCES,
                    NOT_FOUND -> HttpStatus.NOT_FOUND;
            case JOB_ENDED,
                    LAST_ADMIN_TOKEN,
                    NOT_UNDOABLE,
                    BACKUP_HELD,
                    BACKUP_IN_USE,
                    NOT_RESTORABLE,
                    KEEP_RULE_INVALID,
                    KEPT_ROW_COLLISION,
                    KEPT_ROWS_CHANGED,
                    FORMAT_UNSUPPORTED,
                    SCHEMA_DRIFT,
                    CONSTRAINT_VIOLATED,
                    OUTSIDE_REFERENCES,
                    LEDGER_MISSING,
                    DUMP_TOOL_UNSUITABLE,
                    TARGET_NOT_EMPTY,
                    DUMP_UNTRUSTED,
                    ROW_TOO_LARGE,
                    PREVIEW_STALE,
                    DECISIONS_MISSING,
                    ROW_KEY_INVALID,
                    UNDO_CONFLICTS,
                    UNSUPPORTED -> HttpStatus.CONFLICT;
            case UPLOAD_TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case IDEMPOTENCY_KEY_REUSED,
                    CONFIRMATION_WRONG,
                    SAFETY_BACKUP_REQUIRED,
                    PREVIEW_REQUIRED,
                    PREVIEW_UNUSABLE,
                    IMPORT_REFUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
            case SOURCE_UNAVAILABLE,
                    SOURCE_CONFLICT,
                    LOCK_NOT_AVAILABLE,
                    STORAGE_UNAVAILABLE,
                    CONTROL_UNAVAILABLE,
                    TOO_MANY_STREAMS,
                    WORKER_LOST -> HttpStatus.SERVICE_UNAVAILABLE;
            case SOURCE_ACCESS_DENIED,
                    ROW_SECURITY,
                    STORAGE_ACCESS_DENIED,
                    STORAGE_FULL,
                    SOURCE_REFUSED,
                    ATTEMPTS_EXHAUSTED -> HttpStatus.BAD_GATEWAY;
            case ARTIFACT_DAMAGED, ARTIFACT_MISSING, ROW_COUNT_MISMATCH, INVALID_SETTING, INTERNAL, MESSAGE_MALFORMED ->
                HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }
}
