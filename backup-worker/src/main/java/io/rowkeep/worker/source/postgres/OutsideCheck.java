package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.source.OutsideReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts rows of tables that do not change and refer to rows which are about to go or to change. Our locks keep new references
 * out, so that the counts hold until the end of the transaction.
 */
final class OutsideCheck {

    private final PostgresConnection connection;
    private final TargetTables target;
    private final Collection<TableName> changed;
    private final String changedOids;

    OutsideCheck(PostgresConnection connection, TargetTables target, Collection<TableName> changed) {
        this.connection = connection;
        this.target = target;
        this.changed = Set.copyOf(changed);
        this.changedOids = target.tables().stream()
                .filter(table -> changed.contains(table.name()))
                .flatMap(table -> table.tree().stream())
                .map(String::valueOf)
                .collect(Collectors.joining(",", "'{", "}'::pg_catalog.oid[]"));
    }

    List<OutsideReference> of(PlannedChange change) {
        List<OutsideReference> found = new ArrayList<>();
        // A key of a partitioned table is known for it and for each part of it that is looked at.
        Set<List<String>> seen = new HashSet<>();
        for (ForeignKey key : target.foreignKeys()) {
            if (key.reference().to().equals(change.table().name())
                    && !changed.contains(key.reference().from())
                    && seen.add(List.of(key.reference().constraint(), key.fromSql()))) {
                check(change, key, found);
            }
        }
        return found;
    }

    /** Where the action is none, only a row that would refer to nothing in the end is in the way; else every row. */
    private void check(PlannedChange change, ForeignKey key, List<OutsideReference> found) {
        String sql = """
                select count(*) filter (where c.%1$s and %2$s) as gone, count(*) filter (where not c.%1$s and %3$s) as changed
                from (%4$s) c
                join %5$s o on %6$s
                where o.tableoid <> all (%7$s)
                """.formatted(
                        PlannedChange.GOES,
                        inTheWay(change, key, key.onDelete()),
                        inTheWay(change, key, key.onUpdate()),
                        change.touching(key.referred()),
                        key.fromSql(),
                        key.refers("o", "c"),
                        changedOids);
        connection.single(sql, row -> {
            add(found, key, key.onDelete(), row.getLong("gone"));
            add(found, key, key.onUpdate(), row.getLong("changed"));
            return key;
        });
    }

    private static void add(List<OutsideReference> found, ForeignKey key, ForeignKey.Action action, long rows) {
        if (rows > 0) {
            found.add(new OutsideReference(key.reference(), action.consequence(), rows));
        }
    }

    private static String inTheWay(PlannedChange change, ForeignKey key, ForeignKey.Action action) {
        // What the server computes, or the change ignores, is not seen to come back.
        return action == ForeignKey.Action.NO_ACTION && change.table().columns().containsAll(key.referred())
                ? "not " + change.holds(key.refers("o", "f"))
                : "true";
    }
}
