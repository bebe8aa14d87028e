package io.rowkeep.job;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import org.jspecify.annotations.Nullable;

/**
 * Puts tables back as they were before a clear, a restore or another undo. Rows that came since stay.
 *
 * @param undoes the job that is undone
 * @param backupId its safety backup: the tables as they were before it, or the rows that it changed
 * @param restored the backup whose rows that job had put into the tables; null when it was a clear and had put none, and when the
 *     safety backup says of single rows what they were and became
 * @param rows which of that backup's rows went where; null when they went into the tables of that name in the backup's own source
 * @param force whether rows that came since go as well, and rows that were changed since are put back nevertheless
 * @param safetyBackup whether the tables are saved first; false only where the source's configuration allows it
 */
public record UndoSpec(
        SourceName source,
        DatasetName dataset,
        JobId undoes,
        BackupId backupId,
        @Nullable BackupId restored,
        @Nullable RestoredRows rows,
        boolean force,
        boolean safetyBackup)
        implements ChangeSpec {

    /** It has no preview of its own. */
    @Override
    public boolean dryRun() {
        return false;
    }
}
