package io.rowkeep.worker.source.mongo;

import com.mongodb.MongoCommandException;
import io.rowkeep.artifact.CollectionShape;
import io.rowkeep.dataset.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Reads what the database says about its collections. */
final class CollectionCatalogue {

    private static final int NAMESPACE_NOT_FOUND = 26;

    /** Set by the server for this one copy of the index or the collection. */
    private static final List<String> OF_THIS_COPY = List.of("ns", "uuid");

    private final MongoConnection connection;

    CollectionCatalogue(MongoConnection connection) {
        this.connection = connection;
    }

    /** Everything in the database that has documents or shows them, in order of name. */
    List<NamedCollection> collections() {
        return connection.run(
                () -> connection
                        .database()
                        .listCollections(BsonDocument.class)
                        .map(CollectionCatalogue::named)
                        .into(new ArrayList<>())
                        .stream()
                        .sorted(Comparator.comparing(NamedCollection::name))
                        .toList());
    }

    /** One of them. */
    Optional<NamedCollection> find(TableName name) {
        return connection.on(
                name,
                () -> connection
                        .database()
                        .listCollections(BsonDocument.class)
                        .filter(new BsonDocument("name", new BsonString(name.name())))
                        .map(CollectionCatalogue::named)
                        .into(new ArrayList<>())
                        .stream()
                        // A server that knows no filter lists them all.
                        .filter(collection -> collection.name().equals(name))
                        .findFirst());
    }

    /** How a collection was made, with all its indexes. */
    CollectionShape shape(NamedCollection collection) {
        List<String> indexes =
                indexes(collection.name()).stream().map(ExtendedJson::text).toList();
        BsonDocument options = collection.options();
        return new CollectionShape(indexes, options.isEmpty() ? null : ExtendedJson.text(options));
    }

    /** What makes each index of a collection again, but for the one on {@code _id}, in order of name. */
    List<BsonDocument> indexes(TableName name) {
        return connection.on(name, () -> {
            try {
                return connection
                        .collection(name)
                        .listIndexes(BsonDocument.class)
                        .map(CollectionCatalogue::anywhere)
                        .into(new ArrayList<>())
                        .stream()
                        .filter(index -> !index.getString("name").getValue().equals("_id_"))
                        .sorted(Comparator.comparing(
                                index -> index.getString("name").getValue()))
                        .toList();
            } catch (MongoCommandException e) {
                if (e.getErrorCode() == NAMESPACE_NOT_FOUND) {
                    return List.of();
                }
                throw e;
            }
        });
    }

    private static NamedCollection named(BsonDocument found) {
        BsonValue type = found.get("type");
        return new NamedCollection(
                CollectionTable.name(found.getString("name").getValue()),
                type == null ? "collection" : type.asString().getValue(),
                anywhere(found.getDocument("options", new BsonDocument())));
    }

    private static BsonDocument anywhere(BsonDocument described) {
        BsonDocument kept = described.clone();
        OF_THIS_COPY.forEach(kept::remove);
        return kept;
    }
}
