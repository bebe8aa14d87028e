package io.rowkeep.control;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.JobId;
import io.rowkeep.message.MessageMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists who did what, newest first. Thread-safe. */
public final class AuditTrail {

    private final JdbcClient jdbc;

    AuditTrail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One page.
     *
     * @param source only what is about this source; null for all
     * @param job only what is about this job; null for all
     * @param visible the sources that the caller may see, and then nothing that is about none, and no details of a request that read
     *     from another one; null means everything
     * @param cursor from the page before; null for the first
     * @param limit 1 to 500
     * @throws io.rowkeep.failure.BackupException with {@code INVALID_REQUEST} when the cursor is not one of ours
     */
    public Page<AuditEntry> page(
            @Nullable SourceName source,
            @Nullable JobId job,
            @Nullable Set<SourceName> visible,
            @Nullable String cursor,
            int limit) {
        UUID after = Cursor.after(cursor);
        List<AuditEntry> rows = jdbc.sql("""
                select id, at, token_id, requester, action, source, job_id,
                       case when cast(:visible as text[]) is null
                              or coalesce(details ->> 'from', details -> 'rows' ->> 'from', source) = any (cast(:visible as text[]))
                            then details else '{}' end as details
                  from rowkeep.audit
                 where (cast(:after as bigint) is null or id < cast(:after as bigint))
                   and (cast(:source as text) is null or source = cast(:source as text))
                   and (cast(:job as uuid) is null or job_id = cast(:job as uuid))
                   and (cast(:visible as text[]) is null or source = any (cast(:visible as text[])))
                 order by id desc
                 limit :rows
                """)
                .param("after", after == null ? null : after.getLeastSignificantBits())
                .param("source", source == null ? null : source.value())
                .param("job", job == null ? null : job.value())
                .param("visible", visible == null ? null : SourceFilter.names(visible))
                .param("rows", Cursor.rows(limit))
                .query(AuditTrail::read)
                .list();
        return Cursor.page(rows, limit, entry -> new UUID(0, entry.id()));
    }

    private static AuditEntry read(ResultSet row, int number) throws SQLException {
        String source = row.getString("source");
        UUID job = row.getObject("job_id", UUID.class);
        return new AuditEntry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("token_id", UUID.class),
                row.getString("requester"),
                row.getString("action"),
                source == null ? null : new SourceName(source),
                job == null ? null : new JobId(job),
                MessageMapper.JSON.readTree(row.getString("details")));
    }
}
