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
     * Makes sure that it could be changed once it is made; makes nothing.
     *
     * @param shape how it was made elsewhere; null when nobody knows
     * @throws io.rowkeep.failure.BackupException with {@code UNSUPPORTED}
     */
    void requireChangeable(@Nullable CollectionShape shape) {
        if (missing()) {
            requireChangeable(options(shape));
        }
    }

    /**
     * Makes it unless it is there.
     *
     * @param shape how it was made elsewhere; null when nobody knows
     * @throws io.rowkeep.failure.BackupException with {@code UNSUPPORTED} when nobody could change it afterwards
     */
    void make(@Nullable CollectionShape shape) {
        if (!missing()) {
            return;
        }
        BsonDocument options = options(shape);
        requireChangeable(options);
        BsonDocument create = new BsonDocument("create", new BsonString(table.name()));
        options.forEach(create::append);
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

    private boolean missing() {
        return new CollectionCatalogue(connection).find(table).isEmpty();
    }

    private static BsonDocument options(@Nullable CollectionShape shape) {
        return shape == null || shape.options() == null ? new BsonDocument() : ExtendedJson.parse(shape.options());
    }

    private void requireChangeable(BsonDocument options) {
        new NamedCollection(table, "collection", options).requireChangeable(connection.source());
    }
}
