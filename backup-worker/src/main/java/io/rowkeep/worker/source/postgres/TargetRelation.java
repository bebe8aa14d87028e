package io.rowkeep.worker.source.postgres;

import static io.rowkeep.failure.ErrorCode.UNSUPPORTED;

import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.worker.source.SourceTable;
import java.util.List;

/**
 * A table that is changed.
 *
 * @param tree the oids of the table and of all its partitions
 * @param keys its unique keys, the primary one among them
 * @param rules names of its rewrite rules
 */
record TargetRelation(Relation relation, SourceTable table, List<Long> tree, List<UniqueKey> keys, List<String> rules) {

    TableName name() {
        return relation.name();
    }

    /** As it stands in a statement about all its rows and nobody else's: children by inheritance are other tables. */
    String sql() {
        return relation.sql();
    }

    /** Whether a row of it lies where a difference found it, as a condition: {@code relation} and {@code old} of {@link Comparison}. */
    String isAt(String row, String difference) {
        String place = "%1$s.ctid = %2$s.old".formatted(row, difference);
        return relation.kind() == Relation.Kind.PARTITIONED
                ? "%s and %s.tableoid = %s.relation".formatted(place, row, difference)
                : place;
    }

    List<String> columns() {
        return table.columns().stream().map(Column::name).toList();
    }

    /** What tells its rows apart. */
    RowIdentity identity() {
        return RowIdentity.of(keys, columns());
    }

    /** Its other unique keys, as far as they are over columns that we have. */
    List<UniqueKey> secondaryKeys() {
        return keys.stream()
                .filter(key -> !key.primary() && key.isOver(columns()))
                .toList();
    }

    /** Whether rows may exclude each other by something that a staged row does not show: an expression, a range, a generated column. */
    boolean hasHiddenKeys() {
        return keys.stream().anyMatch(key -> !key.primary() && key.immediate() && !key.isOver(columns()));
    }

    /**
     * Refuses a table whose rows cannot be written by statements of ours.
     *
     * @throws BackupException with {@code UNSUPPORTED}
     */
    void requireNoRules() {
        if (!rules.isEmpty()) {
            throw new BackupException(
                    UNSUPPORTED,
                    "Table %s has the rules %s, which would rewrite the statements that change its rows: disable them first"
                            .formatted(name(), rules));
        }
    }

    /** Columns that an update can set to a value of ours. */
    List<String> settable() {
        return table.columns().stream()
                .filter(column -> !"always".equals(column.identity()))
                .map(Column::name)
                .toList();
    }

    /** Columns that only an insert can give a value of ours. */
    List<String> fixed() {
        return table.columns().stream()
                .filter(column -> "always".equals(column.identity()))
                .map(Column::name)
                .toList();
    }
}
