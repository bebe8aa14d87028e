package io.rowkeep.worker.source.postgres;

import static io.rowkeep.failure.ErrorCode.UNSUPPORTED;

import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.worker.source.SourceTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that is changed.
 *
 * @param tree the oids of the table and of all its partitions
 * @param keys its unique keys, the primary one among them
 * @param rules names of its rewrite rules
 * @param demanded columns that are NOT NULL without a default
 * @param ignored stored columns that the change knows nothing of; {@code table} is without them
 */
record TargetRelation(
        Relation relation,
        SourceTable table,
        List<Long> tree,
        List<UniqueKey> keys,
        List<String> rules,
        List<String> demanded,
        List<String> ignored) {

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

    /**
     * The same with these of its columns and no others.
     *
     * @throws BackupException with {@code UNSUPPORTED} when a column of the primary key is not among them
     */
    TargetRelation confinedTo(List<String> columns) {
        List<String> left =
                columns().stream().filter(column -> !columns.contains(column)).toList();
        List<String> missing =
                table.primaryKey().stream().filter(left::contains).toList();
        if (!missing.isEmpty()) {
            throw new BackupException(
                    UNSUPPORTED,
                    "Table %s cannot be changed without the columns %s, which tell its rows apart: it has to be restored from a backup that has them"
                            .formatted(name(), missing));
        }
        SourceTable confined = new SourceTable(
                table.name(),
                table.columns().stream()
                        .filter(column -> columns.contains(column.name()))
                        .toList(),
                table.generated(),
                table.primaryKey(),
                table.lineFormat(),
                table.estimatedBytes());
        List<String> all = new ArrayList<>(ignored);
        all.addAll(left);
        return new TargetRelation(relation, confined, tree, keys, rules, demanded, List.copyOf(all));
    }

    /** What tells its rows apart. */
    RowIdentity identity() {
        return RowIdentity.of(keys, columns());
    }

    /** Its primary key; there must be one, over columns that we have. */
    UniqueKey primaryKey() {
        return keys.stream()
                .filter(key -> key.primary() && key.isOver(columns()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Table %s has no primary key".formatted(name())));
    }

    /** The columns of its primary key, when that tells its rows apart; else none. */
    List<String> key() {
        return keys.stream()
                .filter(key -> key.primary() && key.isOver(columns()))
                .flatMap(key -> key.columns().stream())
                .map(KeyColumn::name)
                .toList();
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
