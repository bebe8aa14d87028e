package io.rowkeep.worker.source.postgres;

import io.rowkeep.worker.source.OutsideReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

    List<OutsideReference> of(StagedTable staged) {
        List<OutsideReference> found = new ArrayList<>();
        for (ForeignKey key : target.foreignKeys()) {
            if (key.outside() && key.reference().to().equals(staged.table().name())) {
                check(staged, key, found);
            }
        }
        return found;
    }

    /** Where the action is none, only a row that would refer to nothing in the end is in the way; else every row. */
    private void check(StagedTable staged, ForeignKey key, List<OutsideReference> found) {
        String sql = """
                select count(*) filter (where c.gone and %1$s) as gone, count(*) filter (where not c.gone and %2$s) as changed
                from (select %3$s, d.new is null as gone
                      from %4$s t
                      join %5$s d on %6$s
                      left join %7$s s on s.ctid = d.new
                      where d.new is null or %8$s) c
                join %9$s o on %10$s
                where o.tableoid <> all ('{%11$s}'::pg_catalog.oid[])
                """.formatted(
                        inTheWay(staged, key, key.onDelete()),
                        inTheWay(staged, key, key.onUpdate()),
                        StagedTable.list(key.referred(), name -> "t." + name),
                        staged.table().sql(),
                        staged.differencesSql(),
                        staged.isOld(),
                        staged.stageSql(),
                        StagedTable.image(key.referred()),
                        key.fromSql(),
                        refersTo(key, "c"),
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

    private static String inTheWay(StagedTable staged, ForeignKey key, ForeignKey.Action action) {
        return action == ForeignKey.Action.NO_ACTION
                ? "not exists (select from %s f where %s)".formatted(staged.stageSql(), refersTo(key, "f"))
                : "true";
    }

    private static String refersTo(ForeignKey key, String alias) {
        return IntStream.range(0, key.columns().size())
                .mapToObj(at -> "%s.%s %s o.%s"
                        .formatted(
                                alias,
                                Quoted.name(key.referred().get(at)),
                                key.operators().get(at),
                                Quoted.name(key.columns().get(at))))
                .collect(Collectors.joining(" and "));
    }
}
