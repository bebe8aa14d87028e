package io.rowkeep.control;

import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.message.CloudEvent;
import io.rowkeep.message.JobCommand;
import io.rowkeep.message.JobEvent;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.message.MessageTopology;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes messages beside the state change that they tell of; call only inside its transaction. Thread-safe. */
final class Outbox {

    private final JdbcClient jdbc;
    private final TimeOrderedIds ids;

    Outbox(JdbcClient jdbc, TimeOrderedIds ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /** Wakes the workers when the job is due. A job has at most one unsent command: a second one only moves its time. */
    void command(JobRow row) {
        Job job = row.job();
        JobCommand command = new JobCommand(job.id(), job.kind(), job.source(), job.dataset());
        jdbc.sql("""
                insert into rowkeep.outbox
                       (id, job_id, exchange, routing_key, mandatory, content_type, body, trace_parent, next_try_at)
                values (:id, :job, :exchange, :key, true, 'application/json', :body, :trace, :due)
                    on conflict (job_id) where mandatory and published_at is null
                    do update set next_try_at = excluded.next_try_at
                """)
                .param("id", ids.next())
                .param("job", job.id().value())
                .param("exchange", MessageTopology.COMMANDS)
                .param("key", MessageTopology.jobQueue(job.source(), job.kind().lane()))
                .param("body", MessageMapper.JSON.writeValueAsString(command))
                .param("trace", row.traceParent())
                .param("due", row.notBefore().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Tells everyone what happened; the statement that read the row must have counted its sequence up. The last statement of its
     * transaction, because it holds up the events of all others until the commit.
     */
    void event(JobRow row, JobEvent event) {
        takeTurn();
        CloudEvent envelope = CloudEvent.of(ids.next(), row.now(), row.sequence(), event);
        jdbc.sql("""
                insert into rowkeep.outbox
                       (id, job_id, exchange, routing_key, mandatory, content_type, body, trace_parent)
                values (:id, :job, :exchange, :key, false, :type, :body, :trace)
                """)
                .param("id", envelope.id())
                .param("job", event.jobId().value())
                .param("exchange", MessageTopology.EVENTS)
                .param("key", envelope.routingKey())
                .param("type", CloudEvent.CONTENT_TYPE)
                .param("body", MessageMapper.JSON.writeValueAsString(envelope))
                .param("trace", row.traceParent())
                .update();
    }

    // Positions are given out in the order of commits, so that who has read up to one has missed nothing before it. A
    // process that
    // is frozen in its turn must not stop all others: the server ends its session.
    private void takeTurn() {
        jdbc.sql("""
                select set_config('idle_in_transaction_session_timeout', '5s', true),
                       pg_advisory_xact_lock(hashtextextended('rowkeep.outbox', 0))
                """).query(row -> {});
    }

    /** Takes back the command that was not sent yet: the job has ended, nobody needs to wake. */
    void withdrawCommand(JobId job) {
        jdbc.sql("""
                delete from rowkeep.outbox
                 where job_id = :job and mandatory and published_at is null
                """).param("job", job.value()).update();
    }
}
