package io.rowkeep.control;

import io.rowkeep.artifact.BackupId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the control database knows of a backup's id, for whoever found objects under it. Thread-safe. */
public final class BackupTraces {

    private final JdbcClient jdbc;

    BackupTraces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is known now. An id is made for one job alone, so what a job that has ended left behind is never written to again, and
     * what this says of such an id stays true.
     */
    public BackupTrace of(BackupId id) {
        return jdbc.sql("""
                select exists (select 1
                                 from rowkeep.job
                                where (backup_id = :id or safety_backup_id = :id)
                                  and status in ('QUEUED', 'RUNNING')) as active,
                       exists (select 1 from rowkeep.backup where id = :id and deleted_at is null) as catalogued,
                       exists (select 1 from rowkeep.backup where id = :id and deleted_at is not null) as deleted
                """)
                .param("id", id.value())
                .query((row, number) -> new BackupTrace(
                        row.getBoolean("active"), row.getBoolean("catalogued"), row.getBoolean("deleted")))
                .single();
    }
}
