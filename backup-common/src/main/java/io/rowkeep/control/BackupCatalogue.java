package io.rowkeep.control;

import io.rowkeep.artifact.BackupId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The backups that exist. Thread-safe. */
public final class BackupCatalogue {

    /** One backup. */
    public Optional<BackupRecord> find(BackupId id) {
        throw new IllegalStateException();
    }

    /** One page, newest first; kind and status of the filter are ignored. */
    public Page<BackupRecord> page(JobFilter filter, @Nullable String cursor, int limit) {
        throw new IllegalStateException();
    }
}
