package io.rowkeep.worker.restore;

import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the tables of a backup are called where they are restored.
 *
 * @param schema of all of them; null for the schemas that they have in the backup
 */
record TargetNames(@Nullable String schema) {

    static TargetNames in(@Nullable String schema) {
        return new TargetNames(schema);
    }

    /**
     * Names the tables, in order of their new names.
     *
     * @throws BackupException with {@code UNSUPPORTED} when two of them would become one
     */
    List<SavedTable> of(Manifest manifest, List<TableEntry> entries) {
        List<SavedTable> tables = entries.stream()
                .map(entry -> new SavedTable(entry, of(entry.name())))
                .sorted(Comparator.comparing(SavedTable::name))
                .toList();
        requireDifferent(manifest, tables);
        return tables;
    }

    private TableName of(TableName saved) {
        return schema == null ? saved : new TableName(schema, saved.name());
    }

    private static void requireDifferent(Manifest manifest, List<SavedTable> tables) {
        Map<TableName, List<SavedTable>> byName =
                tables.stream().collect(Collectors.groupingBy(SavedTable::name, TreeMap::new, Collectors.toList()));
        String clashes = byName.entrySet().stream()
                .filter(same -> same.getValue().size() > 1)
                .map(same -> "%s would all become %s"
                        .formatted(
                                same.getValue().stream()
                                        .map(table -> table.entry().name().toString())
                                        .collect(Collectors.joining(", ")),
                                same.getKey()))
                .collect(Collectors.joining("; "));
        if (!clashes.isEmpty()) {
            throw new BackupException(
                    ErrorCode.UNSUPPORTED,
                    "Of backup %s, %s: restore them one after the other, into schemas of their own"
                            .formatted(manifest.backupId(), clashes));
        }
    }
}
