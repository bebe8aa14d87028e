package io.rowkeep.control;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import io.rowkeep.settings.JobSettings;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts running jobs back into the queue: failed, handed back, or lost with their worker. Thread-safe. */
final class JobReturns {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final OutboxBell bell;
    private final JobSettings settings;

    JobReturns(JdbcClient jdbc, TransactionTemplate transaction, Outbox outbox, OutboxBell bell, JobSettings settings) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.outbox = outbox;
        this.bell = bell;
        this.settings = settings;
    }

    boolean retry(Claim claim, JobError error) {
        // The first closing attempt comes at once, because nothing is gained by waiting; one that failed itself waits
        // like any other.
        return back(Guard.bind(jdbc.sql("""
                update rowkeep.job
                   set status = 'QUEUED',
                       phase = null,
                       owner = null,
                       lease_until = null,
                       failed_attempts = failed_attempts + 1,
                       not_before = clock_timestamp()
                         + case when :mayClose and (cancel_requested or failed_attempts + 1 >= :most) then interval '0'
                                else least(:first * power(2, least(failed_attempts, 30)), :longest)
                                       * (0.5 + random() / 2) * interval '1 millisecond'
                           end,
                       announced_at = clock_timestamp(),
                       announcements = 1,
                       error_code = :code,
                       error_message = :message
                 where id = :id and attempt = :attempt and owner = :worker and status = 'RUNNING'
                returning *, clock_timestamp() as now
                """), claim)
                        .param("mayClose", claim.closing() == null)
                        .param("most", settings.maxAttempts())
                        .param("first", settings.firstBackOff().toMillis())
                        .param("longest", settings.longestBackOff().toMillis())
                        .param("code", error.code().name())
                        .param("message", error.message()))
                == 1;
    }

    boolean handBack(Claim claim) {
        return back(Guard.bind(jdbc.sql("""
                update rowkeep.job
                   set status = 'QUEUED',
                       phase = null,
                       owner = null,
                       lease_until = null,
                       not_before = clock_timestamp(),
                       announced_at = clock_timestamp(),
                       announcements = 1
                 where id = :id and attempt = :attempt and owner = :worker and status = 'RUNNING'
                returning *, clock_timestamp() as now
                """), claim)) == 1;
    }

    /** Takes back the jobs whose worker was silent for longer than its lease; returns how many. */
    int takeBackLost() {
        return back(jdbc.sql("""
                with lost as (
                    select id, owner
                      from rowkeep.job
                     where status = 'RUNNING' and lease_until < clock_timestamp()
                     order by lease_until
                     limit 100
                       for update skip locked
                )
                update rowkeep.job
                   set status = 'QUEUED',
                       phase = null,
                       owner = null,
                       lease_until = null,
                       failed_attempts = failed_attempts + 1,
                       not_before = clock_timestamp(),
                       announced_at = clock_timestamp(),
                       announcements = 1,
                       error_code = :code,
                       error_message = format('The worker %s was lost', lost.owner)
                  from lost
                 where job.id = lost.id
                returning job.*, clock_timestamp() as now
                """).param("code", ErrorCode.WORKER_LOST.name()));
    }

    private int back(JdbcClient.StatementSpec update) {
        int count = transaction.execute(status -> {
            List<JobRow> rows = update.query(JobRow::read).list();
            rows.forEach(outbox::command);
            return rows.size();
        });
        if (count > 0) {
            bell.ring();
        }
        return count;
    }
}
