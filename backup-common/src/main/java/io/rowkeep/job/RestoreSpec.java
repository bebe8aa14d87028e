package io.rowkeep.job;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import java.util.List;

/**
 * Loads tables of one backup into a source.
 *
 * @param source the source that is changed
 * @param dataset the dataset that the backup is of, whose keep rules hold
 * @param backupId the backup to read; its manifest must exist, or the job fails with {@code ARTIFACT_MISSING}
 * @param tables the tables to load, in any order; empty means all of the backup
 * @param safetyBackup whether the tables are saved first; false only where the source's configuration allows it
 */
public record RestoreSpec(
        SourceName source,
        DatasetName dataset,
        BackupId backupId,
        RestoreMode mode,
        List<TableName> tables,
        boolean safetyBackup)
        implements ChangeSpec {

    public RestoreSpec {
        tables = List.copyOf(tables);
    }
}
