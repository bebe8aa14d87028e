package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.Collection;

/** Whether tables can be collections of a database: these are all of the one schema that there is. */
final class MongoNames {

    private MongoNames() {}

    /** @throws BackupException with {@code UNSUPPORTED} naming a table of another schema */
    static void requireCollections(MongoConnection connection, Collection<TableName> tables) {
        tables.stream()
                .filter(table -> !table.equals(CollectionTable.name(table.name())))
                .findFirst()
                .ifPresent(table -> {
                    throw new BackupException(
                            ErrorCode.UNSUPPORTED,
                            "Source %s is a MongoDB database, whose collections are all of schema public: there is no table %s"
                                    .formatted(connection.source(), table));
                });
    }
}
