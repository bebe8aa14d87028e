package io.rowkeep.control;

import io.rowkeep.job.JobId;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.WorkerId;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.settings.JobSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Decides which worker runs the next attempt at a job. Thread-safe. */
final class Claims {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final OutboxBell bell;
    private final JobSettings settings;

    Claims(JdbcClient jdbc, TransactionTemplate transaction, Outbox outbox, OutboxBell bell, JobSettings settings) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.outbox = outbox;
        this.bell = bell;
        this.settings = settings;
    }

    Optional<Claim> claim(JobId id, WorkerId worker) {
        Optional<Claim> claim = transaction.execute(status -> take(id, worker).map(row -> {
            Closing closing = closing(row);
            if (closing == null) {
                outbox.event(row, JobEvents.started(row.job(), worker));
            }
            return claim(row, worker, closing);
        }));
        claim.ifPresent(won -> bell.ring());
        return claim;
    }

    private Optional<JobRow> take(JobId id, WorkerId worker) {
        // An attempt that only closes the job starts nothing: it gets no event, and so no number.
        return jdbc.sql("""
                update rowkeep.job
                   set status = 'RUNNING',
                       phase = 'READING',
                       attempt = attempt + 1,
                       owner = :worker,
                       lease_until = clock_timestamp() + :lease * interval '1 millisecond',
                       started_at = coalesce(started_at, clock_timestamp()),
                       progress = cast(:progress as jsonb),
                       next_sequence = next_sequence
                         + case when cancel_requested or failed_attempts >= :most then 0 else 1 end
                 where id = :id
                   and status = 'QUEUED'
                   and not_before <= clock_timestamp()
                returning *, clock_timestamp() as now
                """)
                .param("id", id.value())
                .param("worker", worker.value())
                .param("most", settings.maxAttempts())
                .param("lease", settings.lease().toMillis())
                .param("progress", MessageMapper.JSON.writeValueAsString(JobProgress.NONE))
                .query(JobRow::read)
                .optional();
    }

    private @Nullable Closing closing(JobRow row) {
        if (row.job().cancelRequested()) {
            return Closing.CANCELLED;
        }
        return row.failedAttempts() >= settings.maxAttempts() ? Closing.EXHAUSTED : null;
    }

    private static Claim claim(JobRow row, WorkerId worker, @Nullable Closing closing) {
        return new Claim(
                row.job(),
                row.spec(),
                row.job().attempt(),
                worker,
                row.undecided(),
                closing,
                row.now(),
                row.sequence());
    }
}
