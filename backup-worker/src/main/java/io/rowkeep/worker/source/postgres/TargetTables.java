package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.source.TargetSchema;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The tables of a change.
 *
 * @param tables in order of name
 * @param foreignKeys all that refer to one of them
 */
record TargetTables(List<TargetRelation> tables, List<ForeignKey> foreignKeys) {

    TargetTables {
        tables = List.copyOf(tables);
        foreignKeys = List.copyOf(foreignKeys);
    }

    TargetRelation get(TableName name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Table %s is not part of this change".formatted(name)));
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

    /** What others may know of it. */
    TargetSchema schema() {
        return new TargetSchema(
                tables.stream().map(TargetRelation::table).toList(),
                foreignKeys.stream().map(ForeignKey::reference).distinct().toList());
    }
}
