package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.TableName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** The indexes of a collection, but for that of the {@code _id}. */
final class CollectionIndexes {

    private static final List<String> TELLING = List.of("partialFilterExpression", "collation", "expireAfterSeconds");

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

    private static boolean isSame(BsonDocument one, BsonDocument other) {
        // In order: an index over other fields first is another one.
        return one.getDocument("key").toJson().equals(other.getDocument("key").toJson())
                && says(one, "unique") == says(other, "unique")
                && says(one, "sparse") == says(other, "sparse")
                && TELLING.stream().allMatch(option -> Objects.equals(told(one, option), told(other, option)));
    }

    /** Servers differ in the type of a number, and in the version of the collations that they have. */
    private static @Nullable BsonValue told(BsonDocument index, String option) {
        return switch (index.get(option)) {
            case BsonNumber number -> new BsonInt64(number.longValue());
            case BsonDocument document -> {
                BsonDocument same = document.clone();
                same.remove("version");
                yield same;
            }
            case null -> null;
            case BsonValue other -> other;
        };
    }

    private static boolean says(BsonDocument index, String option) {
        return index.getBoolean(option, BsonBoolean.FALSE).getValue();
    }

    private List<BsonDocument> described() {
        return new CollectionCatalogue(connection).indexes(table);
    }

    /**
     * Makes an index where the collection has none that is the same but for its name; fails where the server says that another one is in
     * the way.
     *
     * @param wanted as the server described it once
     */
    void make(BsonDocument wanted) {
        boolean there = described().stream().anyMatch(index -> isSame(index, wanted));
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
