package io.rowkeep.api.undo;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.Job;
import io.rowkeep.job.RestoreMode;
import io.rowkeep.job.RestoreSpec;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a job to undo it.
 *
 * @param safetyBackup the tables, or the rows that it changed, as they were before it
 * @param restored the backup whose rows it put into them; null for a clear
 */
record Undoable(BackupId safetyBackup, @Nullable BackupId restored) {

    /**
     * Judges a job.
     *
     * @param restore what it was asked for when it is a restore
     * @throws BackupException with {@code NOT_UNDOABLE} and the reason
     */
    static Undoable of(Job job, @Nullable RestoreSpec restore) {
        BackupId safetyBackup = job.safetyBackupId();
        boolean changes = switch (job.kind()) {
            case RESTORE, CLEAR, UNDO -> true;
            case BACKUP, IMPORT, INSPECT, PRUNE -> false;
        };
        if (!changes) {
            throw refusal(
                    job,
                    "a job of kind %s changes no tables".formatted(job.kind().id()));
        }
        if (job.dryRun()) {
            throw refusal(job, "it was a dry run and changed nothing");
        }
        switch (job.status()) {
            case QUEUED, RUNNING -> throw refusal(job, "it has not ended; cancel it instead");
            case FAILED, CANCELLED -> throw refusal(job, "it had no effect");
            case SUCCEEDED -> {}
        }
        if (restore != null && restore.mode() == RestoreMode.SYSTEM) {
            throw refusal(job, "it filled an empty database, so nothing was saved: empty the database instead");
        }
        if (safetyBackup == null) {
            throw refusal(job, "its tables were not saved first");
        }
        return new Undoable(safetyBackup, job.backupId());
    }

    static BackupException refusal(Job job, String why) {
        return new BackupException(ErrorCode.NOT_UNDOABLE, "Job %s cannot be undone: %s".formatted(job.id(), why));
    }
}
