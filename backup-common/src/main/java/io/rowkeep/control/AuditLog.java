package io.rowkeep.control;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.JobId;
import io.rowkeep.message.MessageMapper;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes down who did what, in the transaction of what was done, if there is one. Thread-safe. */
final class AuditLog {

    private final JdbcClient jdbc;

    AuditLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds an entry.
     *
     * @param source the source that it is about; null when it is about none, and then no token that is limited to sources sees it
     * @param job the job that it is about; null when it is about none
     * @param details becomes JSON; must hold no secret
     */
    void record(Caller by, AuditAction action, @Nullable SourceName source, @Nullable JobId job, Object details) {
        insert(by.tokenId(), by.requester().value(), action, source, job, details);
    }

    /** Adds an entry about what the configuration of a process asked for. */
    void recordConfigured(AuditAction action, Object details) {
        insert(null, "configuration", action, null, null, details);
    }

    private void insert(
            @Nullable UUID token,
            String requester,
            AuditAction action,
            @Nullable SourceName source,
            @Nullable JobId job,
            Object details) {
        jdbc.sql("""
                insert into rowkeep.audit (token_id, requester, action, source, job_id, details)
                values (cast(:token as uuid), :requester, :action, cast(:source as text), cast(:job as uuid), cast(:details as jsonb))
                """)
                .param("token", token)
                .param("requester", requester)
                .param("action", action.id())
                .param("source", source == null ? null : source.value())
                .param("job", job == null ? null : job.value())
                .param("details", MessageMapper.JSON.writeValueAsString(details))
                .update();
    }
}
