package io.rowkeep.control;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.job.InspectSpec;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobSpec;
import io.rowkeep.job.PruneSpec;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.message.MessageMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the row of a new job. */
final class NewJobs {

    private final JdbcClient jdbc;

    NewJobs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    JobRow insert(JobId id, JobSpec spec, Caller caller) {
        BackupId backup = backupId(spec);
        return jdbc.sql("""
                insert into rowkeep.job
                       (id, kind, source, dataset, spec, backup_id, requested_by, trace_parent, progress)
                values (:id, :kind, :source, :dataset, cast(:spec as jsonb), cast(:backup as uuid), :requester, :trace,
                        cast(:progress as jsonb))
                returning *, clock_timestamp() as now
                """)
                .param("id", id.value())
                .param("kind", spec.jobKind().id())
                .param("source", spec.source().value())
                .param("dataset", spec.dataset().value())
                .param("spec", MessageMapper.JSON.writeValueAsString(spec))
                .param("backup", backup == null ? null : backup.value())
                .param("requester", caller.requester().value())
                .param("trace", caller.traceParent())
                .param("progress", MessageMapper.JSON.writeValueAsString(JobProgress.NONE))
                .query(JobRow::read)
                .single();
    }

    private static @Nullable BackupId backupId(JobSpec spec) {
        return switch (spec) {
            case BackupSpec backup -> backup.backupId();
            case ImportSpec imported -> imported.backupId();
            case RestoreSpec restore -> restore.backupId();
            case UndoSpec undo -> undo.backupId();
            case PruneSpec prune -> prune.backupId();
            case ClearSpec clear -> null;
            case InspectSpec inspect -> null;
        };
    }
}
