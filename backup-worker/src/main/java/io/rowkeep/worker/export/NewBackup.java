package io.rowkeep.worker.export;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.JobKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A backup that is about to be written.
 *
 * @param content what it is to hold of its tables
 * @param parameters what the query is asked with whose result it is to hold; null for tables
 * @param savedFor the kind of job that saves it before it changes the tables; null for a backup that was asked for
 */
public record NewBackup(
        SourceName source,
        DatasetName dataset,
        BackupId id,
        BackupFormat format,
        @Nullable String label,
        @Nullable JobKind savedFor,
        BackupContent content,
        @Nullable Map<String, String> parameters) {

    /** Of tables. */
    public NewBackup(
            SourceName source,
            DatasetName dataset,
            BackupId id,
            BackupFormat format,
            @Nullable String label,
            @Nullable JobKind savedFor,
            BackupContent content) {
        this(source, dataset, id, format, label, savedFor, content, null);
    }

    /** Where it lies in the bucket. */
    public ArtifactKeys keys() {
        return ArtifactKeys.of(source, dataset, id);
    }
}
