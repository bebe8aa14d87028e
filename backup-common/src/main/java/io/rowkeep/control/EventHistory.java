package io.rowkeep.control;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.message.CloudEvent;
import io.rowkeep.message.EventText;
import io.rowkeep.message.JobEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What happened to jobs, as it was decided, whether the broker has it by now or not; kept for seven days after it was sent.
 * Progress is not in it. Thread-safe.
 */
public final class EventHistory {

    private static final String OF_SOURCES = """
            (cast(:sources as text[]) is null
                        or exists (select 1
                                     from rowkeep.job j
                                    where j.id = o.job_id and j.source = any (cast(:sources as text[]))))
            """;

    private final JdbcClient jdbc;
    private final TimeOrderedIds ids;

    EventHistory(JdbcClient jdbc, TimeOrderedIds ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /** The place of the latest event; 0 when there is none. */
    public long latest() {
        return jdbc.sql("select coalesce(max(position), 0) from rowkeep.outbox where not mandatory")
                .query(Long.class)
                .single();
    }

    /** The id of the latest event of these sources, of all for null; empty when there is none. */
    public Optional<UUID> latest(@Nullable Set<SourceName> sources) {
        return jdbc.sql("""
                select o.id
                  from rowkeep.outbox o
                 where not o.mandatory
                   and %s
                 order by o.position desc
                 limit 1
                """.formatted(OF_SOURCES))
                .param("sources", sources == null ? null : SourceFilter.names(sources))
                .query(UUID.class)
                .optional();
    }

    /** The place of an event of these sources, of all for null; empty when there is no such event, or not any more. */
    public Optional<Long> position(UUID event, @Nullable Set<SourceName> sources) {
        return jdbc.sql("select o.position from rowkeep.outbox o where o.id = :id and not o.mandatory and "
                        + OF_SOURCES)
                .param("id", event)
                .param("sources", sources == null ? null : SourceFilter.names(sources))
                .query(Long.class)
                .optional();
    }

    /** The next events after a place, in their order. An event that is committed later never comes before one that this returned. */
    public List<OrderedEvent> after(long position, int limit) {
        return jdbc.sql("""
                select position, body
                  from rowkeep.outbox
                 where not mandatory and position > :position
                 order by position
                 limit :limit
                """)
                .param("position", position)
                .param("limit", limit)
                .query(EventHistory::read)
                .list();
    }

    /** The events of one job with a greater number, in their order. */
    public List<OrderedEvent> ofJob(JobId job, long sequence) {
        return jdbc.sql("""
                select position, body
                  from rowkeep.outbox
                 where not mandatory and job_id = :job
                 order by position
                """).param("job", job.value()).query(EventHistory::read).list().stream()
                .filter(event -> event.text().sequence() > sequence)
                .toList();
    }

    /** Where a job is now; empty when there is none. */
    public Optional<JobStanding> standing(JobId job) {
        return jdbc.sql("select *, clock_timestamp() as now from rowkeep.job where id = :id")
                .param("id", job.value())
                .query(JobRow::read)
                .optional()
                .map(this::standing);
    }

    private JobStanding standing(JobRow row) {
        JobEvent event = event(row.job());
        return new JobStanding(
                row.sequence(),
                event == null
                        ? null
                        : EventText.of(CloudEvent.of(
                                ids.next(),
                                Objects.requireNonNullElse(row.job().finishedAt(), row.now()),
                                row.sequence(),
                                event)));
    }

    private static @Nullable JobEvent event(Job job) {
        return switch (job.status()) {
            case QUEUED -> null;
            case RUNNING ->
                job.progress().equals(JobProgress.NONE)
                        ? null
                        : JobEvents.progressed(job, Objects.requireNonNull(job.worker()));
            case SUCCEEDED -> JobEvents.completed(job, null, Objects.requireNonNull(job.statistics()));
            case FAILED -> JobEvents.failed(job, Objects.requireNonNull(job.error()));
            case CANCELLED -> JobEvents.cancelled(job);
        };
    }

    private static OrderedEvent read(ResultSet row, int number) throws SQLException {
        return new OrderedEvent(row.getLong("position"), EventText.parse(row.getString("body")));
    }
}
