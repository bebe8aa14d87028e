package io.rowkeep.artifact;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;

/** Why no restore reads a backup. */
public final class NotRestorable {

    private NotRestorable() {}

    /**
     * The refusal of a backup that is not restorable.
     *
     * @param savedBy the job that wrote it
     * @return with {@code NOT_RESTORABLE}
     */
    public static BackupException refusal(BackupId backup, BackupContent content, JobId savedBy) {
        return new BackupException(
                ErrorCode.NOT_RESTORABLE,
                switch (content) {
                    case ROWS ->
                        "Backup %s holds spreadsheets, which no restore can read: take a json, csv or native backup to restore"
                                .formatted(backup);
                    case BEFORE_IMAGES ->
                        "Backup %s holds only what the rows were that job %s has changed: undo that job, or take another backup to restore"
                                .formatted(backup, savedBy);
                    case QUERY_RESULT ->
                        "Backup %s holds the result of a query, whose rows belong to no table: take a backup of tables to restore"
                                .formatted(backup);
                });
    }

    /** The refusal of a system backup by a restore of tables. */
    public static BackupException byTables(BackupId backup) {
        return new BackupException(
                ErrorCode.NOT_RESTORABLE,
                "Backup %s is a system backup, which is restored as a whole with \"mode\": \"system\": take a json, csv or native backup to restore tables"
                        .formatted(backup));
    }

    /** The refusal of any other backup by a system restore. */
    public static BackupException asSystem(BackupId backup) {
        return new BackupException(
                ErrorCode.NOT_RESTORABLE,
                "Backup %s is no system backup: restore its tables with \"mode\": \"replace\" or \"merge\""
                        .formatted(backup));
    }
}
