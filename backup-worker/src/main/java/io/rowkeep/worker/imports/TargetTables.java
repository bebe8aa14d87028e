package io.rowkeep.worker.imports;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.SourceTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables that a file may be about: those of one dataset, as the catalogue names them.
 *
 * @param spreadsheets how datasets of the source show tables to people
 */
record TargetTables(DatasetName dataset, List<SourceTable> tables, List<SpreadsheetProfile> spreadsheets) {

    TargetTables {
        tables = List.copyOf(tables);
        spreadsheets = List.copyOf(spreadsheets);
    }

    /** What stands above the columns of a table in spreadsheets of it, where that is configured. */
    Set<String> headings(TableName table) {
        return spreadsheets.stream()
                .flatMap(profile -> profile.columns().getOrDefault(table, Map.of()).values().stream())
                .collect(Collectors.toSet());
    }

    /** The table of that name. */
    SourceTable get(TableName name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name.toString()));
    }

    /**
     * The table that a document means. One that names several tables says so of those outside schema {@code public}: a name alone
     * is that schema's table, and only where it has none another one's.
     *
     * @param name as {@link TableName} writes it, or as {@link #find} takes it
     */
    SourceTable findInDocument(String name) {
        return tables.stream()
                .filter(table -> table.name().shortText().equals(name))
                .findFirst()
                .orElseGet(() -> find(name));
    }

    /**
     * The table that a file is called after.
     *
     * @param name exactly as the catalogue has it, with its schema, or without it when one table alone is called so
     */
    SourceTable find(String name) {
        return findOptional(name).orElseThrow(() -> unknown(name));
    }

    /** The same; empty when there is none. */
    Optional<SourceTable> findOptional(String name) {
        List<SourceTable> found =
                tables.stream().filter(table -> isFullName(table.name(), name)).toList();
        if (found.isEmpty()) {
            found = tables.stream()
                    .filter(table -> table.name().name().equals(name))
                    .toList();
        }
        return switch (found.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(found.getFirst());
            default ->
                throw Refusal.of("The file names a table %s, and dataset %s has several: %s"
                        .formatted(
                                Refusal.quote(name),
                                dataset,
                                Names.of(found.stream().map(SourceTable::name).toList())));
        };
    }

    private static boolean isFullName(TableName table, String name) {
        return table.toString().equals(name) || (table.schema() + "." + table.name()).equals(name);
    }

    private BackupException unknown(String name) {
        return new BackupException(
                ErrorCode.TABLE_NOT_FOUND,
                "Dataset %s has no table %s, which the file is about; it has: %s"
                        .formatted(
                                dataset,
                                Refusal.quote(name),
                                Names.of(tables.stream().map(SourceTable::name).toList())));
    }
}
