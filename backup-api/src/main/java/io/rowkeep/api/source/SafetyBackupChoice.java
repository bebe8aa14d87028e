package io.rowkeep.api.source;

import io.rowkeep.control.AnnouncedSource;
import io.rowkeep.control.WorkerRegistry;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import org.springframework.stereotype.Component;

/** Whether a request may do without a safety backup: what the source's workers announced decides. Thread-safe. */
@Component
public final class SafetyBackupChoice {

    private final WorkerRegistry registry;

    SafetyBackupChoice(WorkerRegistry registry) {
        this.registry = registry;
    }

    /**
     * Lets a request pass that wants one, or need not.
     *
     * @throws BackupException with {@code SAFETY_BACKUP_REQUIRED}
     */
    public void require(SourceName source, boolean safetyBackup) {
        if (!safetyBackup
                && !registry.source(source)
                        .map(AnnouncedSource::safetyBackupOptional)
                        .orElse(false)) {
            throw new BackupException(
                    ErrorCode.SAFETY_BACKUP_REQUIRED,
                    "Tables of source '%s' are saved before they are changed: leave 'safetyBackup' out, or have its workers configured with safetyBackup: optional"
                            .formatted(source));
        }
    }
}
