package io.rowkeep.worker.source.mongo;

import com.mongodb.ClientSessionOptions;
import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import io.rowkeep.artifact.SequenceState;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.ValueCount;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.Slice;
import io.rowkeep.worker.source.SourceSnapshot;
import io.rowkeep.worker.source.SourceTable;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Reads collections: all at one instant where the server can do that, else each on its own, in order of {@code _id}, so that a
 * document that moves or changes meanwhile is read once all the same.
 */
final class MongoSnapshot implements SourceSnapshot {

    /** The order in which every document comes once. */
    static final BsonDocument BY_ID = new BsonDocument(CollectionTable.ID, new BsonInt32(1));

    private final MongoConnection connection;
    private final MongoLimits limits;
    private final Snapshot origin;
    private final @Nullable ClientSession instant;

    private MongoSnapshot(
            MongoConnection connection, MongoLimits limits, Snapshot origin, @Nullable ClientSession instant) {
        this.connection = connection;
        this.limits = limits;
        this.origin = origin;
        this.instant = instant;
    }

    static MongoSnapshot open(MongoConnection connection, Selection selection, MongoLimits limits) {
        boolean whole = connection.abilities().snapshots();
        Snapshot origin = MongoOrigin.read(
                connection, whole ? Snapshot.Consistency.SNAPSHOT : Snapshot.Consistency.PER_COLLECTION);
        @Nullable
        ClientSession instant = whole
                ? connection.startSession(
                        ClientSessionOptions.builder().snapshot(true).build())
                : null;
        if (instant != null) {
            selection.tables().stream().findFirst().ifPresent(table -> fix(connection, table.name(), instant));
        }
        return new MongoSnapshot(connection, limits, origin, instant);
    }

    /** The first read of such a session fixes its instant. */
    private static void fix(MongoConnection connection, TableName table, ClientSession instant) {
        connection.on(
                table, () -> connection.collection(table).find(instant).limit(1).first());
    }

    @Override
    public Snapshot origin() {
        return origin;
    }

    @Override
    public List<Slice> split(SourceTable table) {
        return List.of(Slice.whole(table));
    }

    @Override
    public RowStream rows(Slice slice) {
        MongoCollection<RawBsonDocument> collection =
                connection.collection(slice.table().name());
        FindIterable<RawBsonDocument> documents =
                instant == null ? collection.find().sort(BY_ID) : collection.find(instant);
        return DocumentLines.of(connection, slice.table().name(), documents.noCursorTimeout(instant == null), limits);
    }

    @Override
    public Map<String, List<ValueCount>> countValues(SourceTable table, List<String> columns) {
        return FieldValues.count(connection, table.name(), columns, instant);
    }

    /** There are none. */
    @Override
    public List<SequenceState> sequences(SourceTable table) {
        return List.of();
    }

    /** A snapshot session fails when its instant is gone; without one there is no instant to prove. */
    @Override
    public void verifyUnchanged() {}

    @Override
    public void close() {
        if (instant != null) {
            instant.close();
        }
    }
}
