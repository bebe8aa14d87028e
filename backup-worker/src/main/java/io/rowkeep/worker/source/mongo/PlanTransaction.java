package io.rowkeep.worker.source.mongo;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.rowkeep.failure.BackupException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/** Brings plans into their collections and the decision into the ledger at once or not at all. */
final class PlanTransaction {

    /** The server ends a transaction after a minute, and keeps what it changes in its cache until then. */
    private static final long MOST_DOCUMENTS = 5000;

    private static final long MOST_BYTES = 32L << 20;
    private static final int COMMITS = 3;

    private final MongoConnection connection;
    private final MongoLedger ledger;

    PlanTransaction(MongoConnection connection, MongoLedger ledger) {
        this.connection = connection;
        this.ledger = ledger;
    }

    /** Whether the server has transactions, and one is enough. */
    boolean suits(Collection<DocumentPlan> plans) {
        return connection.abilities().transactions()
                && plans.stream().mapToLong(DocumentPlan::applied).sum() <= MOST_DOCUMENTS
                && plans.stream().mapToLong(DocumentPlan::bytes).sum() <= MOST_BYTES;
    }

    /**
     * Does it.
     *
     * @throws BackupException with {@code SOURCE_CONFLICT} when others have written to one of the documents: then nothing is changed
     */
    void run(Collection<DocumentPlan> plans, LedgerEntry decision) {
        try (ClientSession session =
                connection.startSession(ClientSessionOptions.builder().build())) {
            connection.run(() -> {
                session.startTransaction();
                return session;
            });
            for (DocumentPlan plan : plans) {
                write(plan, session);
            }
            ledger.begin(decision, session);
            connection.run(() -> commit(session));
        }
    }

    private void write(DocumentPlan plan, ClientSession session) {
        Bson goes = Filters.or(Filters.exists("becomes", false), Filters.eq("moved", true));
        plan.eachBatch(Filters.and(PlannedDocument.APPLIED, goes), items -> write(plan, items, session, true));
        plan.eachBatch(
                Filters.and(
                        PlannedDocument.APPLIED,
                        Filters.exists("becomes"),
                        Filters.exists("was"),
                        Filters.ne("moved", true)),
                items -> write(plan, items, session, false));
        Bson comes = Filters.or(Filters.exists("was", false), Filters.eq("moved", true));
        plan.eachBatch(Filters.and(PlannedDocument.APPLIED, comes), items -> write(plan, items, session, false));
    }

    private void write(DocumentPlan plan, List<PlannedDocument> items, ClientSession session, boolean takesOut) {
        Documents table = new Documents(connection, plan.table(), session);
        Map<DocumentId, RawBsonDocument> now = table.byId(DocumentPlan.ids(items));
        PlanCheck.requireSame(
                plan, items.stream().filter(item -> takesOut || !item.moved()).toList(), now);
        Map<DocumentId, RawBsonDocument> after = takesOut ? Map.of() : plan.after(items);
        List<WriteModel<RawBsonDocument>> writes = new ArrayList<>();
        for (PlannedDocument item : items) {
            DocumentId id = DocumentId.of(item.id());
            writes.add(takesOut ? new DeleteOneModel<>(is(item)) : put(item, Objects.requireNonNull(after.get(id))));
        }
        connection.on(plan.table(), () -> table.collection().bulkWrite(session, writes, new BulkWriteOptions()));
    }

    private static WriteModel<RawBsonDocument> put(PlannedDocument item, RawBsonDocument after) {
        BsonDocument spelled = new BsonDocument(CollectionTable.ID, item.id());
        after.forEach(spelled::putIfAbsent);
        RawBsonDocument raw = DocumentPlan.raw(spelled);
        return item.inserts() || item.moved() ? new InsertOneModel<>(raw) : new ReplaceOneModel<>(is(item), raw);
    }

    private static Bson is(PlannedDocument item) {
        return Filters.eq(CollectionTable.ID, item.id());
    }

    private static ClientSession commit(ClientSession session) {
        for (int tries = 1; ; tries++) {
            try {
                session.commitTransaction();
                return session;
            } catch (MongoException e) {
                if (tries == COMMITS || !e.hasErrorLabel(MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL)) {
                    throw e;
                }
            }
        }
    }
}
