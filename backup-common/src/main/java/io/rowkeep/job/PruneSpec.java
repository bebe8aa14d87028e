package io.rowkeep.job;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;

/** Deletes a backup from storage: its manifest first, then its parts. The catalogue does not show it any more. */
public record PruneSpec(SourceName source, DatasetName dataset, BackupId backupId) implements JobSpec {}
