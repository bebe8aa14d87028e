package io.rowkeep.worker.source.postgres;

import static io.rowkeep.failure.ErrorCode.UNSUPPORTED;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Carries out what was planned for tables, all of it at once: rows may refer to each other in every direction. */
final class PlanExecution {

    private final PostgresConnection connection;
    private final TargetTables target;
    private final Collection<PlannedChange> changes;

    PlanExecution(PostgresConnection connection, TargetTables target, Collection<PlannedChange> changes) {
        this.connection = connection;
        this.target = target;
        this.changes = changes;
    }

    /**
     * Carries it out.
     *
     * @throws BackupException with {@code UNSUPPORTED} when actions of foreign keys have taken some of it back
     */
    void run() {
        Set<TableName> truncated = truncate();
        List<String> parts = new ArrayList<>();
        for (PlannedChange change : changes) {
            if (!change.isEmpty() && !truncated.contains(change.table().name())) {
                parts.addAll(change.apply(parts.size()));
            }
        }
        atOnce(connection, parts);
        changes.stream()
                .filter(change -> mayHaveChangedAgain(change.table().name()))
                .forEach(PlanExecution::requireDone);
    }

    /** Constraints are checked when the whole statement has run, so that rows may refer to each other in a circle. */
    static void atOnce(PostgresConnection connection, List<String> parts) {
        if (!parts.isEmpty()) {
            connection.executeAmongTriggers("with %s select 1".formatted(String.join(",\n", parts)));
        }
    }

    /** The server truncates only what no other table could refer to, whether it does or not. Says which tables were. */
    private Set<TableName> truncate() {
        Set<TableName> whole = changes.stream()
                .filter(change -> change instanceof EmptiedRows emptied && emptied.isWhole())
                .map(change -> change.table().name())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<TableName> closed = target.closed(whole);
        boolean needed = changes.stream()
                .anyMatch(change -> closed.contains(change.table().name()) && !change.isEmpty());
        return needed && new Emptying(connection).truncate(target.get(closed)) ? closed : Set.of();
    }

    /** An action of a foreign key within the change undoes what was done, when the value that it watches passed to another row. */
    private boolean mayHaveChangedAgain(TableName table) {
        return target.foreignKeys().stream()
                .anyMatch(key -> key.acts()
                        && key.reference().from().equals(table)
                        && changes.stream()
                                .anyMatch(change -> key.reference()
                                        .to()
                                        .equals(change.table().name())));
    }

    private static void requireDone(PlannedChange change) {
        long remaining = change.remaining();
        if (remaining > 0) {
            throw new BackupException(
                    UNSUPPORTED,
                    "%d rows of table %s cannot be put back in place, because actions of its foreign keys change them again: restore it together with every table that refers to it"
                            .formatted(remaining, change.table().name()));
        }
    }
}
