package io.rowkeep.worker.source.postgres;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Looks for rows to be written whose value of a unique key another row has as well in the end. */
final class UniqueViolations {

    private final PostgresConnection connection;

    UniqueViolations(PostgresConnection connection) {
        this.connection = connection;
    }

    List<JobError> of(FinalRows table) {
        List<JobError> found = new ArrayList<>();
        for (UniqueKey key : table.table().keys()) {
            if (key.isOver(table.table().columns())) {
                check(table, key, found);
            }
        }
        return found;
    }

    private void check(FinalRows table, UniqueKey key, List<JobError> found) {
        FinalRows.Refused refused = table.refuse(twice(table, key));
        if (refused.example() != null) {
            found.add(new JobError(
                    ErrorCode.CONSTRAINT_VIOLATED,
                    "%d rows cannot be written to table %s, because another row has the same %s in the end, among them %s: leave them out, or change what they share first"
                            .formatted(
                                    refused.rows(),
                                    table.table().name(),
                                    key.names(),
                                    example(table, key, refused.example()))));
        }
    }

    /** A row that is to be written has the primary key of one that stays only when it takes its place. */
    private static String twice(FinalRows table, UniqueKey key) {
        List<String> columns = key.columns().stream().map(KeyColumn::name).toList();
        String written = """
                select d.ctid as %1$s, s.ctid as example, %2$s from %3$s where %4$s
                """.formatted(
                PlannedRows.DIFFERENCE,
                SqlLists.of(columns, column -> "s." + column),
                table.written("s", "d", key.isAbout()),
                key.nullsEqual()
                        ? "true"
                        : "pg_catalog.num_nulls(%s) = 0".formatted(SqlLists.of(columns, column -> "s." + column)));
        String among =
                "select w.%1$s, w.example from (select w.%1$s, w.example, count(*) over (partition by %2$s) as times from (%3$s) w) w where w.times > 1"
                        .formatted(
                                PlannedRows.DIFFERENCE,
                                key.columns().stream()
                                        .map(column -> column.of("w"))
                                        .collect(Collectors.joining(", ")),
                                written);
        return key.primary()
                ? among
                : among
                        + " union select w.%s, w.example from (%s) w join %s on %s %s where gone.old is null"
                                .formatted(
                                        PlannedRows.DIFFERENCE,
                                        written,
                                        rows(table, "x", key),
                                        key.same("x", "w"),
                                        table.joinChanged("x", "gone"));
    }

    /** Both keys: {@code (id) = (7) beside (id) = (9)}. */
    private String example(FinalRows table, UniqueKey key, String place) {
        RowIdentity identity = table.table().identity();
        return connection
                .query(
                        """
                        select %1$s as one, o.label as other
                        from %2$s s
                        cross join lateral (
                            select %3$s as label from %4$s %5$s where %6$s and gone.old is null
                            union all
                            select %7$s from %8$s where %9$s and w.ctid <> s.ctid) o
                        where s.ctid = ?::tid
                        limit 1
                        """.formatted(
                                        identity.label("s"),
                                        table.staged().sql(),
                                        identity.label("x"),
                                        rows(table, "x", key),
                                        table.joinChanged("x", "gone"),
                                        key.same("x", "s"),
                                        identity.label("w"),
                                        table.written("w", "d", key.isAbout()),
                                        key.same("w", "s")),
                        row -> "%s beside %s".formatted(row.getString("one"), row.getString("other")),
                        place)
                .getFirst();
    }

    private static String rows(FinalRows table, String alias, UniqueKey key) {
        return SqlLists.rows(table.table().sql(), alias, table.table().columns(), key.isAbout());
    }
}
