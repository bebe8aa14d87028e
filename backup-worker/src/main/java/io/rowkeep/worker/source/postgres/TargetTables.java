package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.source.TargetSchema;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The tables of a change.
 *
 * @param tables in order of name
 * @param foreignKeys all that refer to one of them
 * @param references all that their rows have to satisfy
 * @param relations everything that there is besides
 */
record TargetTables(
        List<TargetRelation> tables, List<ForeignKey> foreignKeys, List<OwnReference> references, Relations relations) {

    TargetTables {
        tables = List.copyOf(tables);
        foreignKeys = List.copyOf(foreignKeys);
        references = List.copyOf(references);
    }

    /** The same, of which one table is confined to some of its columns. */
    TargetTables confine(TableName name, List<String> columns) {
        return new TargetTables(
                tables.stream()
                        .map(table -> table.name().equals(name) ? table.confinedTo(columns) : table)
                        .toList(),
                foreignKeys,
                references,
                relations);
    }

    TargetRelation get(TableName name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Table %s is not part of this change".formatted(name)));
    }

    /** Those that rows of a table belong to, or that hold a part of its rows. */
    List<TargetRelation> sharing(TableName name) {
        return tables.stream()
                .filter(table -> relations.sharesRows(table.name(), name))
                .toList();
    }

    List<TargetRelation> get(Collection<TableName> names) {
        return names.stream().map(this::get).toList();
    }

    /** The oids of everything that holds rows of the change. */
    Long[] oids() {
        return tables.stream().flatMap(table -> table.tree().stream()).sorted().toArray(Long[]::new);
    }

    /** Whether both are about the same relations: after a drop, another one can have the name. */
    boolean sameRelations(TargetTables other) {
        return Arrays.equals(oids(), other.oids());
    }

    /** Whether every foreign key to the table waits for the end of a statement before it looks. */
    boolean isMovable(TableName table) {
        return foreignKeys.stream()
                .filter(key -> key.reference().to().equals(table))
                .allMatch(ForeignKey::onlyChecks);
    }

    /** As many of the tables as there can be without one that a table beyond them has a foreign key to. */
    Set<TableName> closed(Collection<TableName> names) {
        Set<TableName> closed = new TreeSet<>(names);
        while (closed.removeIf(name -> isReferredFromBeyond(name, closed))) {
            // What a table that had to go referred to may have to go as well.
        }
        return closed;
    }

    private boolean isReferredFromBeyond(TableName name, Set<TableName> names) {
        return foreignKeys.stream()
                .anyMatch(key -> key.reference().to().equals(name)
                        && !names.contains(key.reference().from()));
    }

    /** What others may know of it. */
    TargetSchema schema() {
        return new TargetSchema(
                tables.stream().map(TargetRelation::table).toList(),
                foreignKeys.stream().map(ForeignKey::reference).distinct().toList(),
                tables.stream().collect(Collectors.toMap(TargetRelation::name, TargetRelation::demanded)));
    }
}
