package io.rowkeep.worker.source.mongo;

import com.mongodb.MongoCommandException;
import io.rowkeep.artifact.CollectionShape;
import io.rowkeep.dataset.TableName;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** Collections that are to hold documents and do not exist. */
final class MissingCollections {

    private static final int NAMESPACE_EXISTS = 48;

    private final MongoConnection connection;

    MissingCollections(MongoConnection connection) {
        this.connection = connection;
    }

    /**
     * Makes a collection unless there is one.
     *
     * @param shape how it was made elsewhere; null when nobody knows
     * @return whether it was made just now
     */
    boolean make(TableName table, @Nullable CollectionShape shape) {
        BsonDocument create = new BsonDocument("create", new BsonString(table.name()));
        if (shape != null && shape.options() != null) {
            ExtendedJson.parse(shape.options()).forEach(create::append);
        }
        if (new CollectionCatalogue(connection).find(table).isPresent()) {
            return false;
        }
        return connection.on(table, () -> {
            try {
                connection.database().runCommand(create);
                return true;
            } catch (MongoCommandException e) {
                if (e.getErrorCode() == NAMESPACE_EXISTS) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Drops a collection that is still empty. */
    void unmake(TableName table) {
        if (new Documents(connection, table).count() == 0) {
            connection.on(table, () -> {
                connection.collection(table).drop();
                return table;
            });
        }
    }
}
