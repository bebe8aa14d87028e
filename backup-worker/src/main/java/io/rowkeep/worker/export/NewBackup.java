package io.rowkeep.worker.export;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.JobKind;
import org.jspecify.annotations.Nullable;

/**
 * A backup that is about to be written.
 *
 * @param savedFor the kind of job that saves it before it changes the tables; null for a backup that was asked for
 */
record NewBackup(
        SourceName source,
        DatasetName dataset,
        BackupId id,
        BackupFormat format,
        @Nullable String label,
        @Nullable JobKind savedFor) {

    ArtifactKeys keys() {
        return ArtifactKeys.of(source, dataset, id);
    }
}
