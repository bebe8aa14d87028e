package io.rowkeep.worker.source.mongo;

import com.mongodb.MongoCommandException;
import io.rowkeep.artifact.CollectionShape;
import io.rowkeep.dataset.TableName;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** A collection that is to hold documents and may not exist. */
final class MissingCollection {

    private static final int NAMESPACE_EXISTS = 48;

    private final MongoConnection connection;
    private final TableName table;

    MissingCollection(MongoConnection connection, TableName table) {
        this.connection = connection;
        this.table = table;
    }

    /**
     * Makes it unless it is there.
     *
     * @param shape how it was made elsewhere; null when nobody knows
     */
    void make(@Nullable CollectionShape shape) {
        if (new CollectionCatalogue(connection).find(table).isPresent()) {
            return;
        }
        BsonDocument create = new BsonDocument("create", new BsonString(table.name()));
        if (shape != null && shape.options() != null) {
            ExtendedJson.parse(shape.options()).forEach(create::append);
        }
        connection.on(table, () -> {
            try {
                return connection.database().runCommand(create);
            } catch (MongoCommandException e) {
                if (e.getErrorCode() == NAMESPACE_EXISTS) {
                    return create;
                }
                throw e;
            }
        });
    }
}
