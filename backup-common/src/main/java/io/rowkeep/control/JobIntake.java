package io.rowkeep.control;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobSpec;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.TimeOrderedIds;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes requests: the job, its command in the outbox, the audit entry and the idempotency key in one transaction. Thread-safe. */
public final class JobIntake {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TimeOrderedIds ids;
    private final NewJobs newJobs;
    private final BackupUse backups;
    private final IdempotencyKeys keys;
    private final Outbox outbox;
    private final AuditLog audit;
    private final OutboxBell bell;

    JobIntake(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            TimeOrderedIds ids,
            Outbox outbox,
            AuditLog audit,
            OutboxBell bell,
            BackupUse backups) {
        this.jdbc = jdbc;
        this.backups = backups;
        this.transaction = transaction;
        this.ids = ids;
        this.newJobs = new NewJobs(jdbc);
        this.keys = new IdempotencyKeys(jdbc);
        this.outbox = outbox;
        this.audit = audit;
        this.bell = bell;
    }

    /**
     * Records a job. A restore or undo keeps the backups that it reads from being deleted; a prune takes its backup out of the
     * catalogue with the same stroke.
     *
     * @throws BackupException with {@code IDEMPOTENCY_KEY_REUSED} when the key came with another request, {@code BACKUP_NOT_FOUND}
     *     when a backup is not there any more; for a prune also {@code BACKUP_HELD} and {@code BACKUP_IN_USE}
     */
    public Submission submit(JobSpec spec, Caller caller, @Nullable IdempotencyKey key) {
        Submission submission = transaction.execute(status -> {
            JobId id = new JobId(ids.next());
            if (key != null) {
                JobId holder = keys.take(caller.tokenId(), key, id);
                if (!holder.equals(id)) {
                    return new Submission(locked(holder).job(), true);
                }
            }
            backups.begin(spec);
            JobRow row = newJobs.insert(id, spec, caller);
            outbox.command(row);
            audit.record(caller, AuditAction.JOB_REQUESTED, spec.source(), id, spec);
            return new Submission(row.job(), false);
        });
        bell.ring();
        return submission;
    }

    /**
     * Asks for the end of a job. One that no attempt was made at ends at once, unless it has a file that a worker is to delete; the
     * flag of any other is for its worker.
     *
     * @return the job as it is now
     * @throws BackupException with {@code JOB_ENDED} when it has ended otherwise; {@code JOB_NOT_FOUND}
     */
    public Job cancel(JobId id, Caller caller) {
        return cancel(id, caller, null);
    }

    /**
     * The same for a request with an idempotency key: a repeated one answers with the job, however it has ended since.
     *
     * @throws BackupException also with {@code IDEMPOTENCY_KEY_REUSED} when the key came with another request
     */
    public Job cancel(JobId id, Caller caller, @Nullable IdempotencyKey key) {
        Job job = transaction.execute(status -> {
            if (key != null && keys.isRepeated(caller.tokenId(), key, id)) {
                return locked(id).job();
            }
            Job current = locked(id).job();
            if (current.status() == JobStatus.CANCELLED || current.cancelRequested()) {
                return current;
            }
            if (current.status().ended()) {
                throw new BackupException(
                        ErrorCode.JOB_ENDED,
                        "The job %s cannot be cancelled, because it is %s already".formatted(id, current.status()));
            }
            audit.record(caller, AuditAction.JOB_CANCEL_REQUESTED, current.source(), id, Map.of());
            return current.attempt() == 0 && current.kind() != JobKind.IMPORT ? endUntouched(id) : flag(id);
        });
        bell.ring();
        return job;
    }

    // No attempt was ever made, so no decision cell can have been written.
    private Job endUntouched(JobId id) {
        JobRow row = jdbc.sql("""
                update rowkeep.job
                   set status = 'CANCELLED', finished_at = clock_timestamp(), next_sequence = next_sequence + 1
                 where id = :id
                returning *, clock_timestamp() as now
                """).param("id", id.value()).query(JobRow::read).single();
        outbox.withdrawCommand(id);
        outbox.event(row, JobEvents.cancelled(row.job()));
        return row.job();
    }

    private Job flag(JobId id) {
        JobRow row = jdbc.sql("""
                update rowkeep.job
                   set cancel_requested = true, not_before = least(not_before, clock_timestamp())
                 where id = :id
                returning *, clock_timestamp() as now
                """).param("id", id.value()).query(JobRow::read).single();
        if (row.job().status() == JobStatus.QUEUED) {
            outbox.command(row);
        }
        return row.job();
    }

    private JobRow locked(JobId id) {
        return jdbc.sql("select *, clock_timestamp() as now from rowkeep.job where id = :id for update")
                .param("id", id.value())
                .query(JobRow::read)
                .optional()
                .orElseThrow(() -> new BackupException(ErrorCode.JOB_NOT_FOUND, "There is no job %s".formatted(id)));
    }
}
