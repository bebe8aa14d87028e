package io.rowkeep.worker.source.postgres;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Looks for rows of the change that refer to a row which goes or changes: {@code c} is that row as it was, {@code o} refers to it. What
 * is written anew and would lead nowhere is another judgment's.
 */
final class ReferrerViolations {

    private final PostgresConnection connection;
    private final TargetTables target;
    private final List<FinalRows> tables;

    ReferrerViolations(PostgresConnection connection, TargetTables target, List<FinalRows> tables) {
        this.connection = connection;
        this.target = target;
        this.tables = tables;
    }

    List<JobError> of(FinalRows table) {
        List<JobError> found = new ArrayList<>();
        for (ForeignKey key : target.foreignKeys()) {
            if (key.reference().to().equals(table.table().name()) && !key.outside()) {
                tables.stream()
                        .filter(from ->
                                from.table().name().equals(key.reference().from()))
                        .filter(from -> isTouched(table, key))
                        .forEach(from -> check(table, key, from, found));
            }
        }
        return found;
    }

    private void check(FinalRows table, ForeignKey key, FinalRows from, List<JobError> found) {
        check(table, key, "c." + PlannedChange.GOES, key.onDelete(), from, found);
        check(table, key, "not c." + PlannedChange.GOES, key.onUpdate(), from, found);
    }

    private boolean isTouched(FinalRows table, ForeignKey key) {
        return connection.single(
                "select exists (%s)".formatted(table.planned().touching(key.referred())), row -> row.getBoolean(1));
    }

    private void check(
            FinalRows table,
            ForeignKey key,
            String how,
            ForeignKey.Action action,
            FinalRows from,
            List<JobError> found) {
        String rows = action == ForeignKey.Action.NO_ACTION
                ? staying(table, key, how, from) + " and not " + comesBack(table, key)
                : staying(table, key, how, from) + coming(table, key, how, from);
        FinalRows.Refused refused = table.refuse(rows);
        if (refused.rows() > 0) {
            found.add(new JobError(
                    ErrorCode.CONSTRAINT_VIOLATED,
                    "%d rows of table %s %s, because they refer to rows of table %s by \"%s\" that would go or change"
                            .formatted(
                                    refused.rows(),
                                    key.reference().from(),
                                    action.consequence(),
                                    key.reference().to(),
                                    key.reference().constraint())));
        }
    }

    /** Rows that are not changed themselves. */
    private static String staying(FinalRows table, ForeignKey key, String how, FinalRows from) {
        return """
                select c.%s, null::tid as example
                from (%s) c join %s o on %s %s
                where %s and gone.old is null and o.tableoid = any ('{%s}'::pg_catalog.oid[])
                """.formatted(
                        PlannedRows.DIFFERENCE,
                        table.planned().touching(key.referred()),
                        key.fromSql(),
                        key.refers("o", "c"),
                        from.joinChanged("o", "gone"),
                        how,
                        from.table().tree().stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** An action comes when everything is written, and finds the rows that refer to the old value then. */
    private static String coming(FinalRows table, ForeignKey key, String how, FinalRows from) {
        return from.table().columns().containsAll(key.columns())
                ? "union all select c.%s, null from (%s) c join %s on %s where %s"
                        .formatted(
                                PlannedRows.DIFFERENCE,
                                table.planned().touching(key.referred()),
                                from.written("o", "d", "true"),
                                key.refers("o", "c"),
                                how)
                : "";
    }

    /** Whether what a row refers to is written again; no other row of now can have that key. */
    private static String comesBack(FinalRows table, ForeignKey key) {
        return table.table().columns().containsAll(key.referred())
                ? "exists (select from %s where %s)".formatted(table.written("f", "e", "true"), key.refers("o", "f"))
                : "false";
    }
}
