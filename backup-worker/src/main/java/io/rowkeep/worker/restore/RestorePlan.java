package io.rowkeep.worker.restore;

import static io.rowkeep.failure.ErrorCode.UNSUPPORTED;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.TableReference;
import io.rowkeep.worker.source.TargetSchema;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How each table is replaced.
 *
 * @param staged tables in which a row that stays must never be deleted, because rows refer to it that stay too
 * @param straight groups of tables that are emptied and loaded again, parents first; a group of several is a circle of references
 */
record RestorePlan(List<TableName> staged, List<List<TableName>> straight) {

    RestorePlan {
        staged = List.copyOf(staged);
        straight = straight.stream().map(List::copyOf).toList();
    }

    /**
     * Plans to replace all tables of the schema. A table is staged when a table outside refers to it or a keep rule protects rows
     * of it; so is every table that a staged one refers to, since rows that stay there would lose what they refer to while it was
     * emptied.
     *
     * @param kept tables with a keep rule
     * @throws BackupException with {@code UNSUPPORTED} when a table would have to be staged and has no primary key
     */
    static RestorePlan replace(TargetSchema schema, Set<TableName> kept) {
        Set<TableName> selected =
                schema.tables().stream().map(SourceTable::name).collect(Collectors.toCollection(TreeSet::new));
        Set<TableName> referredFromOutside = schema.references().stream()
                .filter(reference -> !selected.contains(reference.from()))
                .map(TableReference::to)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<TableName> roots = new TreeSet<>(referredFromOutside);
        kept.stream().filter(selected::contains).forEach(roots::add);
        NavigableSet<TableName> staged = new ReferenceGraph(selected, schema.references()).withParents(roots);
        schema.tables().stream()
                .filter(table -> staged.contains(table.name()))
                .forEach(table -> requireKey(table, schema));

        Set<TableName> straight = new TreeSet<>(selected);
        straight.removeAll(staged);
        return new RestorePlan(List.copyOf(staged), new ReferenceGraph(straight, schema.references()).parentsFirst());
    }

    /** All straight tables. */
    List<TableName> emptied() {
        return straight.stream().flatMap(List::stream).toList();
    }

    private static void requireKey(SourceTable table, TargetSchema schema) {
        if (table.primaryKey().isEmpty()) {
            String why = schema.references().stream()
                    .filter(reference -> reference.to().equals(table.name()))
                    .findFirst()
                    .map(reference ->
                            "rows of %s that stay refer to it by \"%s\": it can only be replaced together with every table that refers to it"
                                    .formatted(reference.from(), reference.constraint()))
                    .orElse("a keep rule protects rows of it, which cannot be told from the backup's without a key");
            throw new BackupException(UNSUPPORTED, "Table %s has no primary key, and %s".formatted(table.name(), why));
        }
    }
}
