package io.rowkeep.control;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.job.InspectSpec;
import io.rowkeep.job.JobSpec;
import io.rowkeep.job.PruneSpec;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.UndoSpec;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a new job means for the backups that it names: whoever reads one keeps it from being deleted, and a prune deletes it. The lock
 * on the backup's row puts the two in an order; it lasts until the request's transaction ends. Thread-safe.
 */
final class BackupUse {

    private final JdbcClient jdbc;
    private final BackupCatalogue catalogue;

    BackupUse(JdbcClient jdbc, BackupCatalogue catalogue) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
    }

    /** Call before the job's row is written, in its transaction. */
    void begin(JobSpec spec) {
        switch (spec) {
            case RestoreSpec restore -> {
                read(restore.backupId());
                if (restore.merge() != null && restore.merge().base() != null) {
                    read(restore.merge().base());
                }
            }
            case UndoSpec undo -> {
                read(undo.backupId());
                // With force, rows that came since go as well: it does not matter then which had been restored.
                if (undo.restored() != null && !undo.force()) {
                    read(undo.restored());
                }
            }
            case PruneSpec prune -> delete(prune.backupId());
            case BackupSpec backup -> {}
            case ImportSpec imported -> {}
            case ClearSpec clear -> {}
            case InspectSpec inspect -> {}
        }
    }

    private void read(BackupId id) {
        boolean there = jdbc.sql("select 1 from rowkeep.backup where id = :id and deleted_at is null for share")
                .param("id", id.value())
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!there) {
            throw notFound(id);
        }
    }

    private void delete(BackupId id) {
        BackupRecord backup = catalogue.lock(id).orElseThrow(() -> notFound(id));
        if (backup.held()) {
            throw new BackupException(
                    ErrorCode.BACKUP_HELD, "Backup %s is held: release it before it is deleted".formatted(id));
        }
        List<String> readers = readers(backup);
        if (!readers.isEmpty()) {
            throw new BackupException(
                    ErrorCode.BACKUP_IN_USE,
                    "Backup %s is read by %s: wait until that has ended, or cancel it"
                            .formatted(id, readers.getFirst()));
        }
        jdbc.sql("update rowkeep.backup set deleted_at = clock_timestamp() where id = :id")
                .param("id", id.value())
                .update();
    }

    // A statement of its own, after the lock: it sees every reader that had the lock before. Whoever may delete the
    // backup need not know of the source that it is restored into, nor of its jobs.
    private List<String> readers(BackupRecord backup) {
        return jdbc.sql("""
                select case when source = :source then 'job ' || id else 'a job of another source' end as reader
                  from rowkeep.job
                 where status in ('QUEUED', 'RUNNING')
                   and (backup_id = :id
                        or cast(spec -> 'merge' ->> 'base' as uuid) = :id
                        or (cast(spec ->> 'restored' as uuid) = :id and not cast(spec ->> 'force' as boolean)))
                 order by source <> :source, id
                """)
                .param("id", backup.id().value())
                .param("source", backup.source().value())
                .query((row, number) -> row.getString("reader"))
                .list();
    }

    private static BackupException notFound(BackupId id) {
        return new BackupException(
                ErrorCode.BACKUP_NOT_FOUND, "There is no backup %s, or it was deleted".formatted(id));
    }
}
