package io.rowkeep.worker.source.mongo;

import com.mongodb.ReadPreference;
import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import io.rowkeep.dataset.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a collection, read and written a batch at a time; read where they are written, whatever the url prefers, so that
 * nothing that was written can be missing.
 */
final class Documents {

    /** What is said of all documents. */
    static final Bson ALL = new BsonDocument();

    private final MongoConnection connection;
    private final TableName name;
    private final MongoCollection<RawBsonDocument> collection;
    private final @Nullable ClientSession transaction;

    Documents(MongoConnection connection, TableName name) {
        this(connection, name, null);
    }

    /** @param transaction in which single documents are looked up; null for none */
    Documents(MongoConnection connection, TableName name, @Nullable ClientSession transaction) {
        this.connection = connection;
        this.name = name;
        this.transaction = transaction;
        this.collection = connection.collection(name).withReadPreference(ReadPreference.primary());
    }

    TableName name() {
        return name;
    }

    /** For a request of one's own, by {@link MongoConnection#on}. */
    MongoCollection<RawBsonDocument> collection() {
        return collection;
    }

    /** Reads documents in order of their {@code _id}, each once, however long that takes. */
    void eachBatch(Bson filter, Consumer<List<RawBsonDocument>> work) {
        eachBatch(filter, document -> 0, work);
    }

    /** @param weight in bytes, of what belongs to a document and lies elsewhere: it counts as well */
    void eachBatch(Bson filter, ToLongFunction<RawBsonDocument> weight, Consumer<List<RawBsonDocument>> work) {
        try (MongoCursor<RawBsonDocument> cursor = cursor(filter)) {
            List<RawBsonDocument> batch = connection.on(name, () -> next(cursor, weight));
            while (!batch.isEmpty()) {
                work.accept(batch);
                batch = connection.on(name, () -> next(cursor, weight));
            }
        }
    }

    /**
     * Looks documents of another side up here. Nobody knows how large these are by now, so they come in groups of which what is found
     * fits into memory; those of which nothing is found are the last group.
     *
     * @param work gets a group of the others, and what is here with an {@code _id} of theirs
     */
    void eachBeside(
            Collection<RawBsonDocument> others,
            BiConsumer<List<RawBsonDocument>, Map<DocumentId, RawBsonDocument>> work) {
        Map<DocumentId, RawBsonDocument> alone = new LinkedHashMap<>();
        others.forEach(other -> alone.put(DocumentId.in(other), other));
        if (!alone.isEmpty()) {
            eachBatch(among(ids(others)), documents -> {
                List<RawBsonDocument> group = new ArrayList<>();
                Map<DocumentId, RawBsonDocument> found = new HashMap<>();
                for (RawBsonDocument document : documents) {
                    DocumentId id = DocumentId.in(document);
                    @Nullable RawBsonDocument other = alone.remove(id);
                    if (other != null) {
                        group.add(other);
                        found.put(id, document);
                    }
                }
                work.accept(group, found);
            });
        }
        if (!alone.isEmpty()) {
            work.accept(List.copyOf(alone.values()), Map.of());
        }
    }

    /** All that a filter finds, for whoever asks one by one; the caller's to close. */
    MongoCursor<RawBsonDocument> cursor(Bson filter) {
        return connection.on(
                name,
                () -> collection
                        .find(filter)
                        .sort(Indexes.ascending(CollectionTable.ID))
                        .batchSize(DocumentBatch.DOCUMENTS)
                        .cursor());
    }

    /** The next documents of a cursor, as many as fit into a batch; empty at its end. To be called by {@link MongoConnection#on}. */
    static List<RawBsonDocument> next(MongoCursor<RawBsonDocument> cursor) {
        return next(cursor, document -> 0);
    }

    /** @param weight in bytes, of what belongs to a document and lies elsewhere: it counts as well */
    static List<RawBsonDocument> next(MongoCursor<RawBsonDocument> cursor, ToLongFunction<RawBsonDocument> weight) {
        List<RawBsonDocument> batch = new ArrayList<>();
        long bytes = 0;
        while (!DocumentBatch.isFull(batch.size(), bytes) && cursor.hasNext()) {
            RawBsonDocument document = cursor.next();
            bytes += document.getByteBuffer().remaining() + weight.applyAsLong(document);
            batch.add(document);
        }
        return batch;
    }

    /** Those with one of these ids. */
    Map<DocumentId, RawBsonDocument> byId(Collection<BsonValue> ids) {
        return read(ids, null);
    }

    /** Which of these ids it has. */
    Set<DocumentId> present(Collection<BsonValue> ids) {
        return read(ids, Projections.include(CollectionTable.ID)).keySet();
    }

    private Map<DocumentId, RawBsonDocument> read(Collection<BsonValue> ids, @Nullable Bson projection) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return connection.on(name, () -> {
            Map<DocumentId, RawBsonDocument> found = new HashMap<>();
            FindIterable<RawBsonDocument> query =
                    transaction == null ? collection.find(among(ids)) : collection.find(transaction, among(ids));
            query.projection(projection).forEach(document -> found.put(DocumentId.in(document), document));
            return found;
        });
    }

    long count() {
        return connection.on(name, () -> collection.countDocuments());
    }

    /** Adds documents; fails when one of them cannot be added, and may have added others by then. */
    void insert(List<RawBsonDocument> documents) {
        if (!documents.isEmpty()) {
            connection.on(name, () -> collection.insertMany(documents, new InsertManyOptions().ordered(false)));
        }
    }

    /** Takes those with these ids out; says how many there were. */
    long remove(Collection<BsonValue> ids) {
        return ids.isEmpty()
                ? 0
                : connection.on(name, () -> collection.deleteMany(among(ids)).getDeletedCount());
    }

    /** Those with one of these ids, as a filter. */
    static Bson among(Collection<BsonValue> ids) {
        return Filters.in(CollectionTable.ID, ids);
    }

    static List<BsonValue> ids(Collection<? extends BsonDocument> documents) {
        return documents.stream().map(document -> DocumentId.valueIn(document)).toList();
    }
}
