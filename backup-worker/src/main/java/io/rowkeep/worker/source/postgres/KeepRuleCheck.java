package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.KeepRule;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorType;
import java.util.Optional;

/** Finds out whether keep rules can be evaluated, without doing so. */
final class KeepRuleCheck {

    private final PostgresConnection connection;
    private final Relations relations;

    KeepRuleCheck(PostgresConnection connection, Relations relations) {
        this.connection = connection;
        this.relations = relations;
    }

    /** What is wrong with a rule, as a sentence. */
    Optional<String> complaint(KeepRule rule) {
        Optional<Relation> table = relations.find(rule.table());
        if (table.isEmpty() || !table.get().kind().isTable()) {
            return Optional.of("The keep rule \"%s\" is about table %s, and source %s has no such table"
                    .formatted(rule.predicate(), rule.table(), connection.source()));
        }
        connection.begin();
        try {
            connection.execute("set transaction read only");
            // It plans and does not run. The planner itself computes what can only ever have one value, such as 1/0.
            connection.execute("explain select from %s where (\n%s\n) is true"
                    .formatted(table.get().sql(), rule.predicate()));
            return Optional.empty();
        } catch (BackupException e) {
            if (e.type() == ErrorType.TRANSIENT) {
                throw e;
            }
            return Optional.of("The keep rule \"%s\" of table %s cannot be evaluated: %s"
                    .formatted(rule.predicate(), rule.table(), e.getMessage()));
        } finally {
            connection.rollback();
        }
    }
}
