package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.TableName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** The indexes of a collection, but for that of the {@code _id}. */
final class CollectionIndexes {

    private final MongoConnection connection;
    private final TableName table;

    CollectionIndexes(MongoConnection connection, TableName table) {
        this.connection = connection;
        this.table = table;
    }

    /** The unique ones that can be foreseen. */
    List<UniqueIndex> unique() {
        return described().stream()
                .map(UniqueIndex::of)
                .flatMap(Optional::stream)
                .toList();
    }

    private List<BsonDocument> described() {
        return new CollectionCatalogue(connection).indexes(table);
    }

    /**
     * Makes an index where the collection has none of its name and none over the same fields.
     *
     * @param wanted as the server described it once
     */
    void make(BsonDocument wanted) {
        boolean there = described().stream()
                .anyMatch(index -> Objects.equals(index.get("name"), wanted.get("name"))
                        || Objects.equals(index.get("key"), wanted.get("key")));
        if (!there) {
            connection.on(
                    table,
                    () -> connection
                            .database()
                            .runCommand(new BsonDocument("createIndexes", new BsonString(table.name()))
                                    .append("indexes", new BsonArray(List.of(wanted)))));
        }
    }
}
