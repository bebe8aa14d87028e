package io.rowkeep.control;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Repeats the wake-up of jobs that are due and that nobody took. Thread-safe. */
final class Announcements {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final OutboxBell bell;

    Announcements(JdbcClient jdbc, TransactionTemplate transaction, Outbox outbox, OutboxBell bell) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.outbox = outbox;
        this.bell = bell;
    }

    /** One round; returns how many jobs were announced again. */
    int announceWaiting() {
        // The wait doubles from ten seconds to five minutes: a job that waits behind busy workers for hours must
        // not fill their queue with copies of its command. While one is unsent, another would say nothing new.
        int count = transaction.execute(status -> {
            List<JobRow> rows = jdbc.sql("""
                    with waiting as (
                        select j.id
                          from rowkeep.job j
                         where j.status = 'QUEUED'
                           and j.not_before <= clock_timestamp()
                           and greatest(j.announced_at, j.not_before)
                                 < clock_timestamp()
                                   - least(10 * power(2, least(j.announcements, 10) - 1), 300) * interval '1 second'
                           and not exists (select 1 from rowkeep.outbox o
                                            where o.job_id = j.id and o.mandatory and o.published_at is null)
                         order by j.not_before
                         limit 100
                           for update skip locked
                    )
                    update rowkeep.job
                       set announced_at = clock_timestamp(), announcements = announcements + 1
                      from waiting
                     where job.id = waiting.id
                    returning job.*, clock_timestamp() as now
                    """).query(JobRow::read).list();
            rows.forEach(outbox::command);
            return rows.size();
        });
        if (count > 0) {
            bell.ring();
        }
        return count;
    }
}
