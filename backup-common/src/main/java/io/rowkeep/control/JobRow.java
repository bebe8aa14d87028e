package io.rowkeep.control;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobPhase;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobSpec;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.Requester;
import io.rowkeep.job.WorkerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the job table as a statement left it.
 *
 * @param failedAttempts attempts that count against the limit
 * @param sequence the number of the last event that was given one
 * @param notBefore when the job is due
 * @param now the control database's clock
 */
record JobRow(
        Job job,
        JobSpec spec,
        boolean undecided,
        int failedAttempts,
        long sequence,
        @Nullable String traceParent,
        Instant notBefore,
        Instant now) {

    /** The columns that {@link #readJob} reads: all that everyone may see, and not the specification, which may be large. */
    static final String VISIBLE = """
            id, kind, status, phase, source, dataset, backup_id, safety_backup_id, undoes, dry_run, attempt, requested_by,
            created_at, started_at, finished_at, cancel_requested, owner, progress, statistics, error_code, error_message""";

    /** Reads {@code *, clock_timestamp() as now}. */
    static JobRow read(ResultSet row, int number) throws SQLException {
        return new JobRow(
                readJob(row, number),
                Columns.json(row, "spec", JobSpec.class),
                row.getBoolean("undecided"),
                row.getInt("failed_attempts"),
                row.getLong("next_sequence") - 1,
                row.getString("trace_parent"),
                Columns.instant(row, "not_before"),
                Columns.instant(row, "now"));
    }

    /** Reads only what everyone may see. */
    static Job readJob(ResultSet row, int number) throws SQLException {
        String phase = row.getString("phase");
        String owner = row.getString("owner");
        return new Job(
                new JobId(Columns.uuid(row, "id")),
                JobKind.parse(row.getString("kind")),
                JobStatus.valueOf(row.getString("status")),
                phase == null ? null : JobPhase.valueOf(phase),
                new SourceName(row.getString("source")),
                new DatasetName(row.getString("dataset")),
                backupId(row, "backup_id"),
                backupId(row, "safety_backup_id"),
                undoes(row),
                row.getBoolean("dry_run"),
                row.getInt("attempt"),
                new Requester(row.getString("requested_by")),
                Columns.instant(row, "created_at"),
                Columns.optionalInstant(row, "started_at"),
                Columns.optionalInstant(row, "finished_at"),
                row.getBoolean("cancel_requested"),
                owner == null ? null : new WorkerId(owner),
                Columns.json(row, "progress", JobProgress.class),
                Columns.optionalJson(row, "statistics", JobStatistics.class),
                error(row));
    }

    private static @Nullable BackupId backupId(ResultSet row, String column) throws SQLException {
        UUID id = row.getObject(column, UUID.class);
        return id == null ? null : new BackupId(id);
    }

    private static @Nullable JobId undoes(ResultSet row) throws SQLException {
        UUID id = row.getObject("undoes", UUID.class);
        return id == null ? null : new JobId(id);
    }

    private static @Nullable JobError error(ResultSet row) throws SQLException {
        String code = row.getString("error_code");
        return code == null ? null : new JobError(ErrorCode.valueOf(code), row.getString("error_message"));
    }
}
