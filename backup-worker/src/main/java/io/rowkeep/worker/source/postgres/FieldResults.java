package io.rowkeep.worker.source.postgres;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows made of both sides, field by field. They are put beside the table like those of the backup, and the differences point at
 * them; one that is what the table holds already is not applied. In its statements {@code m} is such a row.
 */
final class FieldResults {

    private final PostgresConnection connection;
    private final StagedTable staged;
    private final TargetRelation table;
    private final KeyIdentity identity;
    private final String differences;

    FieldResults(PostgresConnection connection, StagedTable staged, KeyIdentity identity, String differences) {
        this.connection = connection;
        this.staged = staged;
        this.table = staged.table();
        this.identity = identity;
        this.differences = differences;
    }

    /** Settles every field as the policy says. */
    void merge(RowKinds kinds, Optional<StagedTable> base) {
        List<String> columns = table.columns();
        write(
                base.map(place -> "left join %s b on b.ctid = d.base".formatted(place.sql()))
                        .orElse(""),
                kinds.settledByField("d.kind"),
                at -> {
                    String column = Quoted.name(columns.get(at));
                    String alone =
                            "case when s.%1$s is not distinct from null then t.%1$s when t.%1$s is not distinct from null then s.%1$s when %2$s then t.%1$s else s.%1$s end"
                                    .formatted(column, kinds.newer());
                    return base.isEmpty()
                            ? alone
                            : "case when d.base is null then %2$s when %3$s then t.%1$s when %4$s then s.%1$s when %5$s then t.%1$s else s.%1$s end"
                                    .formatted(column, alone, same(column, "s"), same(column, "t"), kinds.newer());
                });
    }

    private static String same(String column, String row) {
        return "row(%2$s.%1$s)::record operator(pg_catalog.*=) row(b.%1$s)::record".formatted(column, row);
    }

    /** Takes the fields that somebody has decided to take from the backup, and leaves the others as they are in the table. */
    void take(NamedRows decided) {
        write(
                "join %s c on %s".formatted(decided.sql(), identity.same("c", "s")),
                NamedRows.byField("c"),
                at -> "case when %2$s then s.%1$s else t.%1$s end"
                        .formatted(Quoted.name(table.columns().get(at)), NamedRows.takes("c", at)));
    }

    private void write(String joined, String which, IntFunction<String> field) {
        List<String> columns = table.columns();
        String fields = IntStream.range(0, columns.size())
                .mapToObj(at -> "%s as %s".formatted(field.apply(at), Quoted.name(columns.get(at))))
                .collect(Collectors.joining(", "));
        String results =
                "select %s from %s d join %s s on s.ctid = d.backup join %s t on %s %s cross join lateral (select %s) m where %s and %s"
                        .formatted(
                                SqlLists.of(columns, column -> "m." + column),
                                differences,
                                staged.sql(),
                                table.sql(),
                                table.isAt("t", "d"),
                                joined,
                                fields,
                                which,
                                SqlLists.differ(columns, "m", "t"));
        connection.execute(
                "with m as (insert into %1$s %2$s %3$s returning ctid, %4$s) update %5$s d set new = m.ctid, applied = true from %1$s s, m where s.ctid = d.backup and d.old is not null and %6$s"
                        .formatted(
                                staged.sql(),
                                Quoted.columns(columns),
                                results,
                                SqlLists.of(identity.names(), name -> name),
                                differences,
                                identity.same("m", "s")));
    }
}
