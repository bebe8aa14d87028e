package io.rowkeep.api.backup;

import io.rowkeep.api.request.Names;
import io.rowkeep.api.security.Access;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.BackupCatalogue;
import io.rowkeep.control.BackupFilter;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.List;
import org.springframework.stereotype.Component;

/** The backups that a caller may know of. Thread-safe. */
@Component
public final class VisibleBackups {

    private static final int NEWEST = 5;

    private final BackupCatalogue catalogue;

    VisibleBackups(BackupCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * One backup.
     *
     * @throws BackupException with {@code BACKUP_NOT_FOUND}, naming the newest that there are
     */
    public BackupRecord require(Access access, BackupId id) {
        return catalogue
                .find(id)
                .filter(backup -> access.sees(backup.source()))
                .orElseThrow(() -> new BackupException(
                        ErrorCode.BACKUP_NOT_FOUND,
                        "There is no backup %s; the newest are: %s".formatted(id, Names.of(newest(access)))));
    }

    private List<String> newest(Access access) {
        return catalogue.page(BackupFilter.of(access.filter(null, null, null, null)), null, NEWEST).items().stream()
                .map(backup -> "%s of %s/%s".formatted(backup.id(), backup.source(), backup.dataset()))
                .toList();
    }
}
