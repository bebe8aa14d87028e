package io.rowkeep.worker.restore;

import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.change.ChangeProgress;
import io.rowkeep.worker.source.TargetView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an earlier backup has of merged tables; it may have fewer of them. */
final class MergeBase {

    private final SavedTables saved;
    private final Map<TableName, FittedTable> tables = new TreeMap<>();

    private MergeBase(SavedTables saved) {
        this.saved = saved;
    }

    /**
     * Fits it to what is merged.
     *
     * @param saved the merged tables in the earlier backup
     * @throws BackupException with {@code SCHEMA_DRIFT} naming every table of which it has other columns, or another key
     */
    static MergeBase of(SavedTables saved, FittedTables merged) {
        MergeBase base = new MergeBase(saved);
        String others = merged.tables().stream()
                .filter(table -> saved.tables().stream()
                        .filter(earlier -> earlier.name().equals(table.name()))
                        .anyMatch(earlier -> !base.fit(earlier, table)))
                .map(table -> table.entry().name().toString())
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            throw new BackupException(
                    ErrorCode.SCHEMA_DRIFT,
                    "Base %s has other columns, types or keys of %s than backup %s: it does not tell who changed what"
                            .formatted(
                                    saved.manifest().backupId(),
                                    others,
                                    merged.saved().manifest().backupId()));
        }
        return base;
    }

    /** Says whether it has a table. */
    boolean has(TableName table) {
        return tables.containsKey(table);
    }

    /** Puts its rows beside the tables. */
    void stage(TargetView view, ChangeProgress progress) {
        tables.values().forEach(table -> {
            progress.begin(table.name());
            view.stageBase(table.name(), table.columns(), saved.rows(table, progress));
            progress.tableDone();
        });
    }

    /** How many tables it has. */
    int size() {
        return tables.size();
    }

    /** Says whether a table has the same columns and key. */
    private boolean fit(SavedTable base, FittedTable merged) {
        tables.put(base.name(), merged.in(base));
        return base.entry().primaryKey().equals(merged.entry().primaryKey())
                && columns(base.entry()).equals(columns(merged.entry()));
    }

    private static List<String> columns(TableEntry entry) {
        return entry.columns().stream()
                .sorted(Comparator.comparing(Column::name))
                .flatMap(column -> List.of(column.name(), column.type()).stream())
                .toList();
    }
}
