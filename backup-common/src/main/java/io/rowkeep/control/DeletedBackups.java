package io.rowkeep.control;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The backups that somebody deleted and whose objects may still be there. Thread-safe. */
public final class DeletedBackups {

    private final JdbcClient jdbc;

    DeletedBackups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of a source that were deleted more than an hour ago and that no job is about to remove, oldest first; a hundred at most. */
    public List<DeletedBackup> forgotten(SourceName source) {
        return jdbc.sql("""
                select id, dataset
                  from rowkeep.backup
                 where source = :source
                   and deleted_at < clock_timestamp() - interval '1 hour'
                   and not exists (select 1
                                     from rowkeep.job
                                    where job.backup_id = backup.id and job.status in ('QUEUED', 'RUNNING'))
                 order by deleted_at
                 limit 100
                """)
                .param("source", source.value())
                .query((row, number) -> new DeletedBackup(
                        new BackupId(Columns.uuid(row, "id")), new DatasetName(row.getString("dataset"))))
                .list();
    }

    /** Removes the last trace of a deleted backup, after its objects are gone. */
    public void forget(BackupId id) {
        jdbc.sql("delete from rowkeep.backup where id = :id and deleted_at is not null")
                .param("id", id.value())
                .update();
    }

    /** A deleted backup, and whose folder it is in. */
    public record DeletedBackup(BackupId id, DatasetName dataset) {}
}
