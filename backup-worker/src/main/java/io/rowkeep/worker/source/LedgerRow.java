package io.rowkeep.worker.source;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.Requester;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a job in the database that it changes. The row commits with the change, or against it.
 *
 * @param attempt the attempt that decided it
 * @param safetyBackup what was saved before the change
 * @param statistics what the change did; null until it is about to commit, and for a void row
 * @param undoDigest SHA-256 in hexadecimal of the manifest of its before-images; null when it has none
 * @param error why the job is void; null for an applied row, and when somebody asked for its end
 */
public record LedgerRow(
        JobId job,
        Decision decision,
        int attempt,
        Requester requestedBy,
        @Nullable BackupId safetyBackup,
        @Nullable JobStatistics statistics,
        @Nullable String undoDigest,
        @Nullable JobError error) {

    /** The row that a change begins with. */
    public static LedgerRow applied(JobId job, int attempt, Requester requestedBy, @Nullable BackupId safetyBackup) {
        return new LedgerRow(job, Decision.APPLIED, attempt, requestedBy, safetyBackup, null, null, null);
    }

    /** The row that keeps a job from ever having an effect. */
    public static LedgerRow nothing(JobId job, int attempt, Requester requestedBy, @Nullable JobError error) {
        return new LedgerRow(job, Decision.VOID, attempt, requestedBy, null, null, null, error);
    }

    /** The same row as it is when the change commits. */
    public LedgerRow committing(JobStatistics done, @Nullable String digest) {
        return new LedgerRow(job, decision, attempt, requestedBy, safetyBackup, done, digest, error);
    }

    /** Whether the job had its effect. */
    public enum Decision {
        /** It had, together with this row. */
        APPLIED,
        /** It never will. */
        VOID
    }
}
