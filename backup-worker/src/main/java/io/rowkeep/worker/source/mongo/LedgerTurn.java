package io.rowkeep.worker.source.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import java.util.Collection;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Lets one job at a time bring its change into a collection. A job first writes into the ledger what it wants, and then looks what others
 * want: of two at once, the later one always sees the earlier one, so that at most one of them goes on.
 */
final class LedgerTurn {

    /** The collections that a job is about to decide about; gone as soon as somebody takes the job over, or it is decided. */
    static final String WANTED = "wanted";

    private static final String OUTCOME = "outcome";

    private final MongoConnection connection;
    private final MongoLedger ledger;
    private final MongoCollection<BsonDocument> collection;

    LedgerTurn(MongoConnection connection, MongoLedger ledger) {
        this.connection = connection;
        this.ledger = ledger;
        this.collection = connection.database().getCollection(MongoLedger.NAME.name(), BsonDocument.class);
    }

    /** @throws BackupException with {@code LOCK_NOT_AVAILABLE} while another job is about to change one of these collections, or does */
    void requireFree(JobId job, Collection<TableName> tables) {
        List<String> names = tables.stream().map(TableName::name).toList();
        Bson changed = Filters.and(
                Filters.in(OUTCOME, LedgerState.APPLYING.id(), LedgerState.REVERTING.id()),
                Filters.in("tables.table", names));
        Bson wanted = Filters.and(Filters.eq(OUTCOME, LedgerState.PREPARING.id()), Filters.in(WANTED, names));
        Bson busy = Filters.and(Filters.ne(CollectionTable.ID, job.toString()), Filters.or(changed, wanted));
        @Nullable
        BsonDocument other =
                connection.on(MongoLedger.NAME, () -> collection.find(busy).first());
        if (other != null) {
            throw new BackupException(
                    ErrorCode.LOCK_NOT_AVAILABLE,
                    "Source %s: job %s is bringing its change into the same collections"
                            .formatted(
                                    connection.source(),
                                    other.getString(CollectionTable.ID).getValue()));
        }
    }

    /**
     * Takes these collections for a job that this session has prepared. Nobody else gets them before it is decided, or has given them back.
     *
     * @throws BackupException with {@code LOCK_NOT_AVAILABLE} when another job wants or changes one of them; with {@code SOURCE_CONFLICT}
     *     when another session has the job by now
     */
    void take(JobId job, Collection<TableName> tables) {
        ledger.note(
                job, Updates.set(WANTED, tables.stream().map(TableName::name).toList()));
        try {
            requireFree(job, tables);
        } catch (BackupException e) {
            giveBack(job);
            throw e;
        }
    }

    /** Lets others take them, unless the job is decided. */
    void giveBack(JobId job) {
        try {
            ledger.note(job, Updates.unset(WANTED));
        } catch (BackupException e) {
            // Not to be reached, or taken over: whoever has the job next begins by giving back what it wanted.
        }
    }
}
