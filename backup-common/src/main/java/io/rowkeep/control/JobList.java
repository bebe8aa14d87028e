package io.rowkeep.control;

import io.rowkeep.job.Job;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists jobs, newest first. Thread-safe. */
public final class JobList {

    private final JdbcClient jdbc;

    JobList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One page.
     *
     * @param cursor from the page before; null for the first
     * @param limit 1 to 500
     * @throws io.rowkeep.failure.BackupException with {@code INVALID_REQUEST} when the cursor is not one of ours
     */
    public Page<Job> page(JobFilter filter, @Nullable String cursor, int limit) {
        List<Job> rows = SourceFilter.bind(
                        jdbc.sql("""
                select %s
                  from rowkeep.job
                 where %s
                   and (cast(:kind as text) is null or kind = cast(:kind as text))
                   and (cast(:status as text) is null or status = cast(:status as text))
                 order by id desc
                 limit :rows
                """.formatted(JobRow.VISIBLE, SourceFilter.CONDITIONS)), filter, Cursor.after(cursor))
                .param("kind", filter.kind() == null ? null : filter.kind().id())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .param("rows", Cursor.rows(limit))
                .query(JobRow::readJob)
                .list();
        return Cursor.page(rows, limit, job -> job.id().value());
    }
}
