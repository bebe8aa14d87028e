package io.rowkeep.worker.source.postgres;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Judges compared tables on their final state. Rows that come from one moment with all that they refer to among them can only lead out of
 * the change to nowhere. A change that is judged empties nothing. In the statements {@code s} is a row as it will be written and
 * {@code d} its difference.
 */
final class Violations {

    private static final int EXAMPLES = 3;

    private final PostgresConnection connection;
    private final TargetTables target;
    private final List<FinalRows> all;

    /** Those that hold rows of several moments. */
    private final List<FinalRows> mixed;

    Violations(PostgresConnection connection, TargetTables target, Collection<PlannedChange> planned) {
        this.connection = connection;
        this.target = target;
        this.all = planned.stream()
                .filter(PlannedRows.class::isInstance)
                .map(PlannedRows.class::cast)
                .map(rows -> new FinalRows(connection, rows))
                .toList();
        this.mixed = all.stream()
                .filter(table -> !table.planned().comparison().isConsistent())
                .toList();
    }

    /** All there are; the differences that they are about are marked as refused. */
    List<JobError> find() {
        List<JobError> found = new ArrayList<>();
        mixed.forEach(table -> requireDecisions(table, found));
        UniqueViolations unique = new UniqueViolations(connection);
        mixed.forEach(table -> found.addAll(unique.of(table)));
        ReferenceViolations references = new ReferenceViolations(connection, target, all);
        all.forEach(table -> found.addAll(references.of(table)));
        ReferrerViolations referrers = new ReferrerViolations(connection, target, mixed);
        mixed.forEach(table -> found.addAll(referrers.of(table)));
        return List.copyOf(found);
    }

    private void requireDecisions(FinalRows table, List<JobError> found) {
        String differences = table.planned().sql();
        long rows = connection.single(
                "select count(*) from %s d where d.undecided".formatted(differences), row -> row.getLong(1));
        if (rows == 0) {
            return;
        }
        List<String> keys = connection.query(
                "select %s as label from %s join %s d on s.ctid = d.backup where d.undecided order by d.backup limit %d"
                        .formatted(
                                table.table().identity().label("s"),
                                table.table().identity().rows(table.staged().sql(), "s", "true"),
                                differences,
                                EXAMPLES),
                row -> row.getString("label"));
        found.add(new JobError(
                ErrorCode.DECISIONS_MISSING,
                "%d conflicts in table %s have no decision, among them %s: decide about every one of them, or choose another policy"
                        .formatted(rows, table.table().name(), String.join("; ", keys))));
    }
}
