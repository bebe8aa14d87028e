package io.rowkeep.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What people say about backups: labels and holds. They are in the control database only, never in the bucket. Thread-safe. */
public final class BackupMarks {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final BackupCatalogue catalogue;
    private final AuditLog audit;

    BackupMarks(JdbcClient jdbc, TransactionTemplate transaction, BackupCatalogue catalogue, AuditLog audit) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.audit = audit;
    }

    /**
     * Changes label and hold; what is so already is neither written nor audited again.
     *
     * @return the backup as it is now
     * @throws BackupException with {@code BACKUP_NOT_FOUND}
     */
    public BackupRecord change(BackupId id, BackupChange change, Caller caller) {
        return transaction.execute(status -> {
            BackupRecord backup = required(catalogue.lock(id).orElse(null), id);
            if (change.relabels() && !Objects.equals(change.label(), backup.label())) {
                label(backup, change.label(), caller);
            }
            if (change.held() != null && change.held() != backup.held()) {
                hold(backup, change.held(), caller);
            }
            return required(catalogue.find(id).orElse(null), id);
        });
    }

    private void label(BackupRecord backup, @Nullable String label, Caller caller) {
        jdbc.sql("update rowkeep.backup set label = :label where id = :id")
                .param("label", label)
                .param("id", backup.id().value())
                .update();
        audit.record(caller, AuditAction.BACKUP_LABELLED, backup.source(), null, new Details(backup.id(), label));
    }

    private void hold(BackupRecord backup, boolean held, Caller caller) {
        jdbc.sql("update rowkeep.backup set held = :held where id = :id")
                .param("held", held)
                .param("id", backup.id().value())
                .update();
        AuditAction action = held ? AuditAction.BACKUP_HELD : AuditAction.BACKUP_RELEASED;
        audit.record(caller, action, backup.source(), null, new Details(backup.id(), null));
    }

    private static BackupRecord required(@Nullable BackupRecord backup, BackupId id) {
        if (backup == null) {
            throw new BackupException(
                    ErrorCode.BACKUP_NOT_FOUND, "There is no backup %s, or it was deleted".formatted(id));
        }
        return backup;
    }

    /** What the audit table says about a change. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Details(BackupId backupId, @Nullable String label) {}
}
