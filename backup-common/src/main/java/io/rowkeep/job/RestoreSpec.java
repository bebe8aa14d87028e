package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows of one backup into tables of a source.
 *
 * @param source the source that is changed
 * @param dataset the dataset that the backup is of; the changed source's dataset of that name says which column holds the time of a
 *     row's last change
 * @param backupId the backup to read; its manifest must exist, or the job fails with {@code ARTIFACT_MISSING}
 * @param from the source that the backup is of
 * @param schema the schema whose tables are changed; null for those of the backup
 * @param tables the tables to restore, by their names in the backup, in any order; empty means all of the backup
 * @param merge how to merge; null for {@link RestoreMode#REPLACE}
 * @param dryRun whether it only says what it would do, and stores the differences
 * @param preview what must still hold, under the restore's locks; null when nobody looked first
 * @param safetyBackup whether what it changes is saved first; false only where the source's configuration allows it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoreSpec(
        SourceName source,
        DatasetName dataset,
        BackupId backupId,
        SourceName from,
        @Nullable String schema,
        RestoreMode mode,
        List<TableName> tables,
        @Nullable MergeOptions merge,
        DriftPolicy drift,
        TriggerPolicy triggers,
        boolean dryRun,
        @Nullable PreviewReference preview,
        boolean safetyBackup)
        implements ChangeSpec {

    public RestoreSpec {
        tables = List.copyOf(tables);
    }

    /** A replace in the backup's own source, with nothing out of the ordinary. */
    public static RestoreSpec replace(
            SourceName source, DatasetName dataset, BackupId backup, List<TableName> tables, boolean safetyBackup) {
        return new RestoreSpec(
                source,
                dataset,
                backup,
                source,
                null,
                RestoreMode.REPLACE,
                tables,
                null,
                DriftPolicy.STRICT,
                TriggerPolicy.SKIP,
                false,
                null,
                safetyBackup);
    }

    /** A merge into the backup's own source, with nothing out of the ordinary. */
    public static RestoreSpec merge(
            SourceName source,
            DatasetName dataset,
            BackupId backup,
            List<TableName> tables,
            MergeOptions options,
            boolean safetyBackup) {
        return new RestoreSpec(
                source,
                dataset,
                backup,
                source,
                null,
                RestoreMode.MERGE,
                tables,
                options,
                DriftPolicy.STRICT,
                TriggerPolicy.SKIP,
                false,
                null,
                safetyBackup);
    }

    /** The same, for what somebody has seen in a preview. */
    public RestoreSpec after(PreviewReference seen) {
        return new RestoreSpec(
                source,
                dataset,
                backupId,
                from,
                schema,
                mode,
                tables,
                merge,
                drift,
                triggers,
                dryRun,
                seen,
                safetyBackup);
    }
}
