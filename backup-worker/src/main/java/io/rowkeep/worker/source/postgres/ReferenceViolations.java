package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Looks for rows to be written that refer to a row which will not be there. {@code t} is the row that they refer to now. */
final class ReferenceViolations {

    private final PostgresConnection connection;
    private final TargetTables target;
    private final List<FinalRows> tables;

    ReferenceViolations(PostgresConnection connection, TargetTables target, List<FinalRows> tables) {
        this.connection = connection;
        this.target = target;
        this.tables = tables;
    }

    List<JobError> of(FinalRows table) {
        List<JobError> found = new ArrayList<>();
        for (OwnReference reference : target.references()) {
            if (reference.key().reference().from().equals(table.table().name()) && isShown(reference, table)) {
                check(table, reference, found);
            }
        }
        return found;
    }

    /** What the server computes, or a change ignores, no row beside a table shows. */
    private boolean isShown(OwnReference reference, FinalRows table) {
        return table.table().columns().containsAll(reference.key().columns())
                && sharing(reference.key().reference().to()).stream()
                        .allMatch(to ->
                                to.table().columns().containsAll(reference.key().referred()));
    }

    private void check(FinalRows table, OwnReference reference, List<JobError> found) {
        ForeignKey key = reference.key();
        FinalRows.Refused refused = table.refuse(leadingNowhere(table, reference));
        if (refused.example() != null) {
            found.add(new JobError(
                    ErrorCode.CONSTRAINT_VIOLATED,
                    "%d rows cannot be written to table %s, because \"%s\" would lead to no row of table %s, among them %s: bring along what they refer to, or leave them out"
                            .formatted(
                                    refused.rows(),
                                    table.table().name(),
                                    key.reference().constraint(),
                                    key.reference().to(),
                                    example(table, key, refused.example()))));
        }
    }

    /** Whatever is referred to has a key, so a row refers to one row of now at most: that one stays as it is, or it does not. */
    private String leadingNowhere(FinalRows table, OwnReference reference) {
        ForeignKey key = reference.key();
        List<FinalRows> changed = sharing(key.reference().to());
        return """
                select d.ctid as %s, s.ctid as example
                from %s left join %s t on %s %s
                where %s and (t.ctid is null%s)%s
                """.formatted(
                        PlannedRows.DIFFERENCE,
                        table.written("s", "d", reference.condition()),
                        reference.toSql(),
                        key.refers("s", "t"),
                        joinChanged(changed, "t"),
                        reference.refersAtAll("s"),
                        IntStream.range(0, changed.size())
                                .mapToObj(at -> " or gone_%d.old is not null".formatted(at))
                                .collect(Collectors.joining()),
                        changed.stream()
                                .map(to -> " and not exists (select from %s where %s)"
                                        .formatted(to.written("f", "e", "true"), key.refers("s", "f")))
                                .collect(Collectors.joining()));
    }

    /** The row's key and what it refers to: {@code (id) = (7) with (school) = (3)}. */
    private String example(FinalRows table, ForeignKey key, String place) {
        return connection.single(
                "select %s || ' with ' || %s || pg_catalog.concat_ws(', ', %s) || ')' from %s s where s.ctid = ?::tid"
                        .formatted(
                                table.table().identity().label("s"),
                                Quoted.text("(%s) = (".formatted(String.join(", ", key.columns()))),
                                SqlLists.of(key.columns(), column -> "s." + column),
                                table.staged().sql()),
                row -> row.getString(1),
                place);
    }

    /** The changed tables that have rows in common with a table. */
    private List<FinalRows> sharing(TableName name) {
        return tables.stream()
                .filter(table -> target.relations().sharesRows(table.table().name(), name))
                .toList();
    }

    /** Joins {@code gone_0}, {@code gone_1} and so on: none of them has anything when the row stays as it is. */
    static String joinChanged(List<FinalRows> changed, String row) {
        return IntStream.range(0, changed.size())
                .mapToObj(at -> changed.get(at).joinChanged(row, "gone_" + at))
                .collect(Collectors.joining(" "));
    }
}
