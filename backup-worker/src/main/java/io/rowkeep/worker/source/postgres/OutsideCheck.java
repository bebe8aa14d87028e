package io.rowkeep.worker.source.postgres;

import io.rowkeep.worker.source.OutsideReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Counts rows of other tables that refer to rows which are about to go or to change. Our locks keep new references out, so that
 * the counts hold until the end of the transaction.
 */
final class OutsideCheck {

    private final PostgresConnection connection;
    private final TargetTables target;

    OutsideCheck(PostgresConnection connection, TargetTables target) {
        this.connection = connection;
        this.target = target;
    }

    List<OutsideReference> of(Differences differences) {
        List<OutsideReference> found = new ArrayList<>();
        for (ForeignKey key : target.foreignKeys()) {
            if (key.outside()
                    && key.reference().to().equals(differences.staged().table().name())) {
                check(differences, key, found);
            }
        }
        return found;
    }

    /** Where the action is none, only a row that would refer to nothing in the end is in the way; else every row. */
    private void check(Differences differences, ForeignKey key, List<OutsideReference> found) {
        String staged = differences.staged().sql();
        String sql = """
                select count(*) filter (where c.gone and %s) as gone, count(*) filter (where not c.gone and %s) as changed
                from (select %s, d.new is null or d.moved as gone from %s) c
                join %s o on %s
                where o.tableoid <> all ('{%s}'::pg_catalog.oid[])
                """.formatted(
                        inTheWay(staged, key, key.onDelete()),
                        inTheWay(staged, key, key.onUpdate()),
                        SqlLists.of(key.referred(), name -> "t." + name),
                        differences.touching(key.referred()),
                        key.fromSql(),
                        key.refers("o", "c"),
                        Arrays.stream(target.oids()).map(String::valueOf).collect(Collectors.joining(",")));
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

    private static String inTheWay(String staged, ForeignKey key, ForeignKey.Action action) {
        return action == ForeignKey.Action.NO_ACTION
                ? "not exists (select from %s f where %s)".formatted(staged, key.refers("o", "f"))
                : "true";
    }
}
