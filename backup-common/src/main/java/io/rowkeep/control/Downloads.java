package io.rowkeep.control;

import io.rowkeep.dataset.SourceName;

/** Writes down who takes the data of backups. Thread-safe. */
public final class Downloads {

    private final AuditLog audit;

    Downloads(AuditLog audit) {
        this.audit = audit;
    }

    /**
     * Puts a download on record; to be called before its first byte is sent, which must not be when this fails.
     *
     * @param source the backup's
     */
    public void begin(SourceName source, Download download, Caller caller) {
        audit.record(caller, AuditAction.BACKUP_DOWNLOADED, source, null, download);
    }
}
