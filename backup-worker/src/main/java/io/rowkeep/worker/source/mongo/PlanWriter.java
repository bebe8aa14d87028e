package io.rowkeep.worker.source.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Brings what was planned into a collection: first what goes, then what changes, then what comes, so that a unique value can pass from
 * one document to another. A document is written only while it is what the plan knows; what others have made of it is left alone.
 */
final class PlanWriter {

    /** Others may write between a look at a batch and each of its writes; several times in a row they do not. */
    private static final int TRIES = 5;

    /** A condition on a whole document and what takes its place have to fit into one message. */
    private static final int LARGEST_CONDITION = 14 << 20;

    private final MongoConnection connection;
    private final DocumentPlan plan;
    private final Direction direction;
    private final Runnable beforeWrite;
    private final Documents table;

    PlanWriter(MongoConnection connection, DocumentPlan plan, Direction direction, Runnable beforeWrite) {
        this.connection = connection;
        this.plan = plan;
        this.direction = direction;
        this.beforeWrite = beforeWrite;
        this.table = plan.documents();
    }

    /**
     * Writes everything that is not written yet.
     *
     * @throws WriteRefused when the server refuses a document on the way forward; on the way back it is left as it is where a unique
     *     value or a validator forbids it, and for any other reason it fails, to be tried again
     */
    void write() {
        Bson moved = Filters.eq("moved", true);
        Bson comes = Filters.exists(direction.from(), false);
        Bson goes = Filters.exists(direction.to(), false);
        each(Filters.or(goes, moved), this::takeOut);
        each(Filters.nor(goes, comes, moved), this::change);
        each(Filters.or(comes, moved), this::put);
    }

    private void each(Bson which, Phase phase) {
        plan.eachBatch(Filters.and(PlannedDocument.APPLIED, which), items -> write(items, phase));
    }

    private void write(List<PlannedDocument> items, Phase phase) {
        Map<DocumentId, RawBsonDocument> ends = ends(items);
        @Nullable MongoBulkWriteException refusal = null;
        for (int tries = 0; tries < TRIES; tries++) {
            Map<DocumentId, RawBsonDocument> now = table.byId(DocumentPlan.ids(items));
            List<WriteModel<RawBsonDocument>> writes = new ArrayList<>();
            List<BsonValue> left = new ArrayList<>();
            for (PlannedDocument item : items) {
                DocumentId id = DocumentId.of(item.id());
                @Nullable WriteModel<RawBsonDocument> write = phase.of(item, now.get(id), ends.get(id), left);
                if (write != null) {
                    writes.add(write);
                }
            }
            plan.leave(left);
            if (writes.isEmpty()) {
                return;
            }
            if (refusal != null) {
                refuse(refusal, items);
                return;
            }
            beforeWrite.run();
            refusal = send(writes);
            if (refusal == null && sent == writes.size()) {
                return;
            }
        }
        throw new BackupException(
                ErrorCode.SOURCE_CONFLICT,
                "Others write to table %s of source %s faster than it can be changed"
                        .formatted(plan.table(), connection.source()));
    }

    /** How many documents the last request found as it expected them. */
    private long sent;

    private @Nullable MongoBulkWriteException send(List<WriteModel<RawBsonDocument>> writes) {
        return connection.on(plan.table(), () -> {
            try {
                var result = table.collection().bulkWrite(writes, new BulkWriteOptions().ordered(false));
                sent = (long) result.getInsertedCount() + result.getMatchedCount() + result.getDeletedCount();
                return null;
            } catch (MongoBulkWriteException e) {
                if (e.getWriteErrors().isEmpty()) {
                    throw e;
                }
                return e;
            }
        });
    }

    private void refuse(MongoBulkWriteException refusal, List<PlannedDocument> items) {
        BackupException why = MongoErrors.translate(connection.source(), plan.table(), refusal);
        if (direction == Direction.FORWARD) {
            throw new WriteRefused(why);
        }
        if (why.code() != ErrorCode.CONSTRAINT_VIOLATED) {
            // A full disk does not stay full: what is not put back yet can be put back later.
            throw why;
        }
        Map<DocumentId, RawBsonDocument> now = table.byId(DocumentPlan.ids(items));
        plan.leave(items.stream()
                .filter(item ->
                        !Objects.equals(SameDocuments.digestOf(now.get(DocumentId.of(item.id()))), direction.to(item)))
                .map(PlannedDocument::id)
                .toList());
    }

    private Map<DocumentId, RawBsonDocument> ends(List<PlannedDocument> items) {
        return direction == Direction.FORWARD ? plan.after(items) : plan.before(items);
    }

    private @Nullable WriteModel<RawBsonDocument> takeOut(
            PlannedDocument item, @Nullable RawBsonDocument now, @Nullable RawBsonDocument end, List<BsonValue> left) {
        return now != null && isDue(item, now, left) ? new DeleteOneModel<>(unchanged(now, null)) : null;
    }

    private @Nullable WriteModel<RawBsonDocument> change(
            PlannedDocument item, @Nullable RawBsonDocument now, @Nullable RawBsonDocument end, List<BsonValue> left) {
        if (now == null) {
            left.add(item.id());
            return null;
        }
        return isDue(item, now, left)
                ? new ReplaceOneModel<>(unchanged(now, end), spelled(require(item, end), DocumentId.valueIn(now)))
                : null;
    }

    private @Nullable WriteModel<RawBsonDocument> put(
            PlannedDocument item, @Nullable RawBsonDocument now, @Nullable RawBsonDocument end, List<BsonValue> left) {
        if (now == null) {
            return new InsertOneModel<>(spelled(require(item, end), item.id()));
        }
        if (!SameDocuments.digest(now).equals(direction.to(item))) {
            left.add(item.id());
        }
        return null;
    }

    /** Whether a document is as the plan knows it; one that is neither that nor what is to become of it is left to others. */
    private boolean isDue(PlannedDocument item, RawBsonDocument now, List<BsonValue> left) {
        String digest = SameDocuments.digest(now);
        if (digest.equals(direction.from(item))) {
            return true;
        }
        if (!digest.equals(direction.to(item))) {
            left.add(item.id());
        }
        return false;
    }

    /** A document as it was a moment ago, and not as others may have made it since. */
    private static Bson unchanged(RawBsonDocument now, @Nullable RawBsonDocument end) {
        Bson id = Filters.eq(CollectionTable.ID, DocumentId.valueIn(now));
        int size = now.getByteBuffer().remaining()
                + (end == null ? 0 : end.getByteBuffer().remaining());
        if (size > LARGEST_CONDITION) {
            return id;
        }
        // $in of one, and not $eq: for some servers two documents with an empty array are never $eq.
        BsonDocument only = new BsonDocument("$literal", new BsonArray(List.of(now)));
        BsonArray same = new BsonArray(List.of(new BsonString("$$ROOT"), only));
        return Filters.and(id, Filters.expr(new BsonDocument("$in", same)));
    }

    /** The server lets nobody spell an {@code _id} anew. */
    private static RawBsonDocument spelled(RawBsonDocument end, BsonValue id) {
        if (SameDocuments.same(DocumentId.valueIn(end), id)) {
            return end;
        }
        BsonDocument spelled = new BsonDocument(CollectionTable.ID, id);
        end.forEach(spelled::putIfAbsent);
        return DocumentPlan.raw(spelled);
    }

    private RawBsonDocument require(PlannedDocument item, @Nullable RawBsonDocument end) {
        if (end == null) {
            throw new IllegalStateException("What row %s of table %s is to be is not there any more"
                    .formatted(ValueText.of(item.id()), plan.table()));
        }
        return end;
    }

    /** What one of the three steps does to a document; nothing when it is done, or is left to others. */
    @FunctionalInterface
    private interface Phase {
        @Nullable
        WriteModel<RawBsonDocument> of(
                PlannedDocument item,
                @Nullable RawBsonDocument now,
                @Nullable RawBsonDocument end,
                List<BsonValue> left);
    }
}
