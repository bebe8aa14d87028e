package io.rowkeep.worker.undo;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.DriftPolicy;
import io.rowkeep.job.RestoredRows;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.restore.FittedTables;
import io.rowkeep.worker.restore.SavedTables;
import io.rowkeep.worker.source.TargetView;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows that the undone job had put into the tables: what is there besides them came later. */
final class UndoneRows {

    private final UndoSpec spec;
    private final Attempt attempt;
    private final @Nullable SavedTables restored;

    /**
     * Finds them.
     *
     * @param tables that are put back
     * @throws BackupException with {@code ARTIFACT_MISSING} or {@code ARTIFACT_DAMAGED}, and what can still be done
     */
    UndoneRows(UndoSpec spec, BackupReader reader, Collection<TableName> tables, Attempt attempt) {
        this.spec = spec;
        this.attempt = attempt;
        try {
            this.restored = spec.restored() == null ? null : restored(spec.restored(), reader, tables);
        } catch (BackupException e) {
            throw explained(e);
        }
    }

    private SavedTables restored(BackupId backup, BackupReader reader, Collection<TableName> tables) {
        RestoredRows rows =
                Objects.requireNonNullElseGet(spec.rows(), () -> new RestoredRows(spec.source(), null, List.of()));
        Manifest manifest = reader.manifest(rows.from(), spec.dataset(), backup);
        return SavedTables.of(reader, manifest, rows.tables(), rows.schema()).only(tables);
    }

    /** Puts them beside the tables; where there are none, everything in the table came later or was kept. */
    void stage(TargetView view) {
        if (restored == null) {
            view.schema().tables().forEach(table -> FittedTables.stageNothing(view, table));
            return;
        }
        // The job took no more liberties than these, and the tables are as it found them.
        FittedTables fitted = restored.fit(view.schema(), DriftPolicy.LENIENT);
        try {
            view.schema().tables().forEach(table -> fitted.stageUndone(view, table, attempt));
        } catch (BackupException e) {
            throw explained(e);
        }
    }

    private BackupException explained(BackupException e) {
        boolean unreadable = e.code() == ErrorCode.ARTIFACT_MISSING || e.code() == ErrorCode.ARTIFACT_DAMAGED;
        return unreadable
                ? new BackupException(
                        e.code(),
                        "Which rows came after job %s cannot be told any more, because backup %s, which it had restored, cannot be read; \"force\": true puts the tables back exactly as they were (%s)"
                                .formatted(spec.undoes(), spec.restored(), e.getMessage()),
                        e)
                : e;
    }
}
