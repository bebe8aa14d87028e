package io.rowkeep.worker.change;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ChangeSpec;
import io.rowkeep.job.JobError;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.worker.source.OutsideReference;
import io.rowkeep.worker.source.Source;
import java.util.List;
import java.util.stream.Collectors;

/** Why a change does not happen, in sentences. */
public final class Refusals {

    private Refusals() {}

    /** Rows elsewhere refer to what would go. */
    public static JobError outside(OutsideReference found) {
        return new JobError(
                ErrorCode.OUTSIDE_REFERENCES,
                "%d rows of %s %s, because they refer to rows of %s by \"%s\" that would go or change"
                        .formatted(
                                found.rows(),
                                found.reference().from(),
                                found.consequence(),
                                found.reference().to(),
                                found.reference().constraint()));
    }

    /** Refuses a change that its own judgment found impossible, naming everything at once. */
    static void requireNone(List<JobError> refusals) {
        if (!refusals.isEmpty()) {
            throw new BackupException(
                    refusals.getFirst().code(),
                    refusals.stream().map(JobError::message).collect(Collectors.joining("; ")));
        }
    }

    /** Refuses a restore that follows no preview where the configuration wants one. */
    static void requirePreviewed(ChangeSpec spec, Source source) {
        if (spec instanceof RestoreSpec restore
                && restore.preview() == null
                && source.definition().previewRequired()) {
            throw new BackupException(
                    ErrorCode.PREVIEW_REQUIRED,
                    "The configuration of source %s does not allow a restore that names no preview: ask for a dry run first"
                            .formatted(source.name()));
        }
    }

    /** Refuses to change without a safety backup what the configuration wants saved. */
    static void requireSaved(ChangeSpec spec, Source source) {
        if (!spec.safetyBackup() && !source.definition().safetyBackupOptional()) {
            throw new BackupException(
                    ErrorCode.SAFETY_BACKUP_REQUIRED,
                    "The configuration of source %s does not allow a %s without a safety backup"
                            .formatted(source.name(), spec.jobKind().id()));
        }
    }
}
