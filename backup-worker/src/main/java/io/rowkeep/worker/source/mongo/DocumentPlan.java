package io.rowkeep.worker.source.mongo;

import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.DifferenceKind;
import io.rowkeep.job.RowChanges;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the documents of a collection, written down beside it: what differs, how it is now, and what it is to be. Memory does
 * not grow with it. Nothing of the collection itself is touched.
 */
final class DocumentPlan {

    private static final String BYTES = "bytes";
    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    private final MongoConnection connection;
    private final PlanPlaces places;
    private final Documents items;
    private final Documents before;
    private final Documents results;
    private final Documents staged;
    private final List<RawBsonDocument> newItems = new ArrayList<>();
    private final List<RawBsonDocument> newBefore = new ArrayList<>();
    private final List<RawBsonDocument> newResults = new ArrayList<>();
    private long inserted;
    private long updated;
    private long deleted;
    private long bytes;

    /** The plan that lies in these places, whether something is there already or not. */
    DocumentPlan(MongoConnection connection, PlanPlaces places) {
        this.connection = connection;
        this.places = places;
        this.items = new Documents(connection, places.items());
        this.before = new Documents(connection, places.before());
        this.results = new Documents(connection, places.results());
        this.staged = new Documents(connection, places.staged());
    }

    TableName table() {
        return places.table();
    }

    PlanPlaces places() {
        return places;
    }

    /** The collection itself. */
    Documents documents() {
        return new Documents(connection, places.table());
    }

    Documents staged() {
        return staged;
    }

    /** Documents made of both sides. */
    Documents results() {
        return results;
    }

    /** Plans one document, of which nothing is made. */
    void add(PlannedDocument item, @Nullable RawBsonDocument current, @Nullable RawBsonDocument beside) {
        add(item, current, beside, null, null);
    }

    /**
     * Plans one document; {@link #flush} writes it down.
     *
     * @param current as the collection has it; null where it has none
     * @param beside as it lies beside the collection; null where nothing does
     * @param earlier what both sides come from; null where that is not known
     * @param result what was made of both sides; null where nothing was
     */
    void add(
            PlannedDocument item,
            @Nullable RawBsonDocument current,
            @Nullable RawBsonDocument beside,
            @Nullable RawBsonDocument earlier,
            @Nullable BsonDocument result) {
        int size = size(current) + size(beside);
        @Nullable RawBsonDocument made = result == null ? null : raw(result);
        newItems.add(raw(item.document().append(BYTES, new BsonInt64(size + size(earlier) + size(made)))));
        if (current != null) {
            newBefore.add(current);
        }
        if (made != null) {
            newResults.add(made);
        }
        if (item.applied()) {
            bytes += size;
            if (item.inserts()) {
                inserted++;
            } else if (item.deletes()) {
                deleted++;
            } else {
                updated++;
            }
        }
    }

    private static int size(@Nullable RawBsonDocument document) {
        return document == null ? 0 : document.getByteBuffer().remaining();
    }

    /** Writes down what was planned since the last time; call after each batch. */
    void flush() {
        results.insert(newResults);
        before.insert(newBefore);
        items.insert(newItems);
        newResults.clear();
        newBefore.clear();
        newItems.clear();
    }

    /** How many documents change. */
    long applied() {
        return inserted + updated + deleted;
    }

    /** How large they are, before and after together, in bytes. */
    long bytes() {
        return bytes;
    }

    /** What becomes of how many documents, given how many there are now. */
    RowChanges changes(long rows) {
        // Others may delete documents while they are compared.
        return new RowChanges(inserted, updated, deleted, Math.max(0, rows - updated - deleted));
    }

    /** Reads what was planned, in order of the {@code _id}, so many at once that the documents which that is about fit into memory. */
    void eachBatch(Bson filter, Consumer<List<PlannedDocument>> work) {
        items.eachBatch(filter, DocumentPlan::weight, batch -> work.accept(of(batch)));
    }

    /** The same for whoever asks batch by batch; the caller's to close. */
    MongoCursor<RawBsonDocument> cursor(Bson filter) {
        return items.cursor(filter);
    }

    /** The next batch of such a cursor; empty at its end. */
    List<PlannedDocument> next(MongoCursor<RawBsonDocument> cursor) {
        return of(connection.on(places.items(), () -> Documents.next(cursor, DocumentPlan::weight)));
    }

    /** Of the documents that an item is about, and not of the item. */
    private static long weight(RawBsonDocument item) {
        return item.getInt64(BYTES).getValue();
    }

    private static List<PlannedDocument> of(List<RawBsonDocument> items) {
        return items.stream().map(PlannedDocument::of).toList();
    }

    /** What was planned about some documents. */
    Map<DocumentId, PlannedDocument> byId(Collection<BsonValue> ids) {
        Map<DocumentId, PlannedDocument> found = new HashMap<>();
        items.byId(ids).forEach((id, item) -> found.put(id, PlannedDocument.of(item)));
        return found;
    }

    /** What the documents were when this was planned. */
    Map<DocumentId, RawBsonDocument> before(Collection<PlannedDocument> planned) {
        return before.byId(ids(planned));
    }

    /** What the documents are to be; those that go are not among them. */
    Map<DocumentId, RawBsonDocument> after(Collection<PlannedDocument> planned) {
        Map<DocumentId, RawBsonDocument> found = new HashMap<>(staged.byId(ids(of(Origin.STAGED, planned))));
        found.putAll(results.byId(ids(of(Origin.RESULT, planned))));
        return found;
    }

    /** Those of them whose end lies there. */
    static List<PlannedDocument> of(Origin origin, Collection<PlannedDocument> planned) {
        return planned.stream().filter(item -> item.origin() == origin).toList();
    }

    static List<BsonValue> ids(Collection<PlannedDocument> planned) {
        return planned.stream().map(PlannedDocument::id).toList();
    }

    long count(Bson filter) {
        return connection.on(places.items(), () -> items.collection().countDocuments(filter));
    }

    /** Says of documents that they are to be taken out and put in again. */
    void move(Collection<BsonValue> ids) {
        mark(ids, "moved", BsonBoolean.TRUE);
    }

    /** Says of documents that they cannot be written. */
    void refuse(Collection<BsonValue> ids) {
        mark(ids, "kind", new BsonString(DifferenceKind.REFUSED.id()));
    }

    /** Says of documents that others wrote to them in the meantime, and they were left alone. */
    void leave(Collection<BsonValue> ids) {
        mark(ids, "left", BsonBoolean.TRUE);
    }

    /** Those that were left alone, as a filter. */
    static Bson left() {
        return Filters.eq("left", BsonBoolean.TRUE);
    }

    private void mark(Collection<BsonValue> ids, String field, BsonValue value) {
        if (!ids.isEmpty()) {
            BsonDocument set = new BsonDocument("$set", new BsonDocument(field, value));
            connection.on(places.items(), () -> items.collection().updateMany(Documents.among(ids), set));
        }
    }

    static RawBsonDocument raw(BsonDocument document) {
        return document instanceof RawBsonDocument raw ? raw : new RawBsonDocument(document, CODEC);
    }
}
