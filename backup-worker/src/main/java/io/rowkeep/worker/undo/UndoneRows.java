package io.rowkeep.worker.undo;

import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.TargetView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows that the undone job had put into the tables: what is there besides them came later. */
final class UndoneRows {

    private static final LineSource NOTHING = sink -> {};

    private final UndoSpec spec;
    private final BackupReader reader;
    private final Attempt attempt;
    private final Map<TableName, TableEntry> entries = new HashMap<>();
    private final Map<TableName, LineSource> rows = new HashMap<>();

    /** @throws BackupException with {@code ARTIFACT_MISSING} or {@code ARTIFACT_DAMAGED}, and what can still be done */
    UndoneRows(UndoSpec spec, BackupReader reader, Attempt attempt) {
        this.spec = spec;
        this.reader = reader;
        this.attempt = attempt;
        if (spec.restored() != null) {
            try {
                add(reader.manifest(spec.source(), spec.dataset(), spec.restored()));
            } catch (BackupException e) {
                throw explained(e);
            }
        }
    }

    /** Puts a table's beside it; where there are none, everything in the table came later or was kept. */
    void stage(TargetView view, SourceTable table) {
        TableEntry entry = entries.get(table.name());
        List<Column> columns = entry == null ? table.columns() : entry.columns();
        try {
            view.stageUndone(
                    table.name(),
                    columns.stream().map(Column::name).toList(),
                    rows.getOrDefault(table.name(), NOTHING));
        } catch (BackupException e) {
            throw explained(e);
        }
    }

    private void add(Manifest restored) {
        for (TableEntry entry : restored.tables()) {
            entries.put(entry.name(), entry);
            rows.put(
                    entry.name(),
                    sink -> reader.readRows(restored, entry, (bytes, offset, length) -> {
                        attempt.checkpoint();
                        sink.write(bytes, offset, length);
                    }));
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
