package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetQuery;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorType;
import java.util.Optional;

/** Finds out whether a query can be run, without doing so. */
record QueryCheck(PostgresConnection connection) {

    /** What is wrong with it, as a sentence. */
    Optional<String> complaint(DatasetDefinition dataset, DatasetQuery query) {
        connection.begin();
        try {
            connection.execute("set transaction read only");
            new QueryColumns(connection, query.result()).describe(ConfiguredQuery.of(query));
            return Optional.empty();
        } catch (BackupException e) {
            if (e.type() == ErrorType.TRANSIENT) {
                throw e;
            }
            return Optional.of("The query of dataset %s cannot be run: %s".formatted(dataset.name(), e.getMessage()));
        } finally {
            connection.rollback();
        }
    }
}
