package io.rowkeep.control;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.PruneSpec;
import io.rowkeep.message.JobEvent;
import io.rowkeep.message.MessageMapper;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends jobs: the last change of a row, its catalogue entry and its event are one transaction. Thread-safe. */
final class JobEndings {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final BackupCatalogue catalogue;
    private final DeletedBackups deleted;
    private final Outbox outbox;
    private final OutboxBell bell;

    JobEndings(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            BackupCatalogue catalogue,
            DeletedBackups deleted,
            Outbox outbox,
            OutboxBell bell) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.deleted = deleted;
        this.outbox = outbox;
        this.bell = bell;
    }

    boolean succeed(
            Claim claim, JobStatistics statistics, @Nullable BackupId safetyBackup, @Nullable BackupRecord backup) {
        Ending ending = new Ending(JobStatus.SUCCEEDED, statistics, safetyBackup, null);
        return end(claim, ending, row -> {
            if (backup != null) {
                catalogue.record(backup);
            }
            if (row.spec() instanceof PruneSpec prune) {
                deleted.forget(prune.backupId());
            }
            return JobEvents.completed(row.job(), claim.worker(), statistics);
        });
    }

    boolean fail(Claim claim, JobError error) {
        return end(claim, new Ending(JobStatus.FAILED, null, null, error), row -> JobEvents.failed(row.job(), error));
    }

    boolean cancelled(Claim claim) {
        return end(claim, new Ending(JobStatus.CANCELLED, null, null, null), row -> JobEvents.cancelled(row.job()));
    }

    private boolean end(Claim claim, Ending ending, Function<JobRow, JobEvent> event) {
        boolean ended = transaction.execute(status -> {
            Optional<JobRow> row = update(claim, ending);
            row.ifPresent(last -> {
                outbox.withdrawCommand(claim.jobId());
                outbox.event(last, event.apply(last));
            });
            return row.isPresent();
        });
        if (ended) {
            bell.ring();
        }
        return ended;
    }

    private Optional<JobRow> update(Claim claim, Ending ending) {
        JobError error = ending.error();
        BackupId safetyBackup = ending.safetyBackup();
        return Guard.bind(jdbc.sql("""
                update rowkeep.job
                   set status = :status,
                       phase = null,
                       owner = null,
                       lease_until = null,
                       cancel_requested = false,
                       finished_at = clock_timestamp(),
                       next_sequence = next_sequence + 1,
                       statistics = cast(:statistics as jsonb),
                       safety_backup_id = cast(:safetyBackup as uuid),
                       error_code = :code,
                       error_message = :message
                 where id = :id and attempt = :attempt and owner = :worker and status = 'RUNNING'
                returning *, clock_timestamp() as now
                """), claim)
                .param("status", ending.status().name())
                .param(
                        "statistics",
                        ending.statistics() == null ? null : MessageMapper.JSON.writeValueAsString(ending.statistics()))
                .param("safetyBackup", safetyBackup == null ? null : safetyBackup.value())
                .param("code", error == null ? null : error.code().name())
                .param("message", error == null ? null : error.message())
                .query(JobRow::read)
                .optional();
    }

    /** What is written into the row for good. */
    private record Ending(
            JobStatus status,
            @Nullable JobStatistics statistics,
            @Nullable BackupId safetyBackup,
            @Nullable JobError error) {}
}
