package io.rowkeep.worker.source.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import io.rowkeep.worker.source.LedgerRow;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The collection of decisions, {@code rowkeep_applied_job}, in the database that is changed: a document for each job. */
final class MongoLedger {

    static final TableName NAME = CollectionTable.name("rowkeep_applied_job");

    private static final int NAMESPACE_EXISTS = 48;
    private static final int UNAUTHORIZED = 13;
    private static final String OWNER = "owner";
    private static final String ATTEMPT = "attempt";

    private final MongoConnection connection;
    private final MongoCollection<BsonDocument> collection;
    private final InstantSource clock = InstantSource.system();

    /** Who finishes what is under way: one session at a time. */
    private final String owner = UUID.randomUUID().toString();

    MongoLedger(MongoConnection connection) {
        this.connection = connection;
        this.collection = connection.database().getCollection(NAME.name(), BsonDocument.class);
    }

    /** Makes the collection where it is missing; several workers may do so at once. */
    void ensure() {
        require();
        connection.on(NAME, () -> {
            try {
                List<String> names = connection.database().listCollectionNames().into(new ArrayList<>());
                if (!names.contains(NAME.name())) {
                    connection.database().createCollection(NAME.name());
                }
            } catch (MongoException e) {
                if (e.getCode() == UNAUTHORIZED) {
                    throw missing(e);
                }
                if (e.getCode() != NAMESPACE_EXISTS) {
                    throw e;
                }
            }
            return NAME;
        });
    }

    /** Fails where {@link #ensure} would, but makes nothing. */
    void require() {
        // An update of nothing needs the same right as one of something.
        update(Filters.eq(CollectionTable.ID, ""), Updates.set(LedgerEntry.OUTCOME, ""));
    }

    private UpdateResult update(Bson which, Bson change) {
        return connection.on(NAME, () -> {
            try {
                return collection.updateOne(which, change);
            } catch (MongoException e) {
                if (e.getCode() == UNAUTHORIZED) {
                    throw missing(e);
                }
                throw e;
            }
        });
    }

    private BackupException missing(MongoException cause) {
        return new BackupException(
                ErrorCode.LEDGER_MISSING,
                "Source %s has no ledger that this user may write: grant the user the role readWrite on database %s, in which collection %s remembers which jobs were applied"
                        .formatted(connection.source(), connection.database().getName(), NAME.name()),
                cause);
    }

    /** What was decided about a job; empty while nothing is. */
    Optional<LedgerEntry> find(JobId job) {
        return Optional.ofNullable(
                        connection.on(NAME, () -> collection.find(is(job)).first()))
                .map(LedgerEntry::of)
                .filter(entry -> entry.state() != LedgerState.PREPARING);
    }

    private static Bson is(JobId job) {
        return Filters.eq(CollectionTable.ID, job.toString());
    }

    private static Bson preparing(JobId job) {
        return Filters.and(is(job), Filters.eq(LedgerEntry.OUTCOME, LedgerState.PREPARING.id()));
    }

    private Bson own(Bson which) {
        return Filters.and(which, Filters.eq(OWNER, owner));
    }

    private BsonDocument document(LedgerEntry entry) {
        return entry.document(clock.millis()).append(OWNER, new BsonString(owner));
    }

    /** Takes the right to decide from every other session of a job, but for those of newer attempts. */
    void fence(JobId job, int attempt) {
        take(job, attempt);
    }

    private UpdateResult take(JobId job, int attempt) {
        return update(
                Filters.and(preparing(job), Filters.lte(ATTEMPT, attempt)),
                Updates.combine(
                        Updates.set(OWNER, owner), Updates.set(ATTEMPT, attempt), Updates.unset(LedgerTurn.WANTED)));
    }

    /**
     * Adds something to what this session has prepared.
     *
     * @throws BackupException with {@code SOURCE_CONFLICT} when another session has the right by now
     */
    void note(JobId job, Bson change) {
        if (update(own(preparing(job)), change).getMatchedCount() == 0) {
            throw taken(job);
        }
    }

    /** Writes that this session is at work, unless another one has the job by now, or it has ended. */
    void sign(JobId job) {
        Bson underWay = Filters.in(
                LedgerEntry.OUTCOME, LedgerState.PREPARING.id(), LedgerState.APPLYING.id(), LedgerState.REVERTING.id());
        update(own(Filters.and(is(job), underWay)), Updates.set(LedgerTurn.SEEN, new BsonDateTime(clock.millis())));
    }

    /**
     * Gives this session, and no other, the right to decide.
     *
     * @return false when the job is decided already
     * @throws BackupException with {@code SOURCE_CONFLICT} when a newer attempt has the right
     */
    boolean prepare(LedgerRow row) {
        JobId job = row.job();
        if (insert(new LedgerEntry(row, LedgerState.PREPARING, List.of(), List.of()))
                || take(job, row.attempt()).getMatchedCount() == 1) {
            return true;
        }
        if (find(job).isEmpty()) {
            throw taken(job);
        }
        return false;
    }

    /** Writes a decision, whoever was about to make another one; false when there is one already. */
    boolean decide(LedgerRow row) {
        LedgerEntry entry = LedgerEntry.of(row);
        return insert(entry) || replace(preparing(row.job()), entry, null);
    }

    private boolean insert(LedgerEntry entry) {
        BsonDocument document = document(entry);
        return connection.on(NAME, () -> {
            try {
                collection.insertOne(document);
                return true;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                    return false;
                }
                throw e;
            }
        });
    }

    private boolean replace(Bson which, LedgerEntry entry, @Nullable ClientSession transaction) {
        BsonDocument document = document(entry);
        return connection
                        .on(
                                NAME,
                                () -> transaction == null
                                        ? collection.replaceOne(which, document)
                                        : collection.replaceOne(transaction, which, document))
                        .getMatchedCount()
                == 1;
    }

    /**
     * Writes the decision that this session has prepared.
     *
     * @param transaction in which it is written; null for none
     * @throws BackupException with {@code SOURCE_CONFLICT} when another session has the right by now
     */
    void begin(LedgerEntry entry, @Nullable ClientSession transaction) {
        JobId job = entry.row().job();
        if (!replace(own(preparing(job)), entry, transaction)) {
            throw taken(job);
        }
    }

    /** Makes this session the one that finishes what is under way; whoever was before stops at its next step. */
    void own(JobId job) {
        connection.on(NAME, () -> collection.updateOne(is(job), Updates.set(OWNER, owner)));
    }

    /** @throws BackupException with {@code SOURCE_CONFLICT} when another session finishes it */
    void requireOwned(JobId job) {
        if (connection.on(NAME, () -> collection.countDocuments(own(is(job)))) == 0) {
            throw taken(job);
        }
    }

    /**
     * Writes how far a decision is.
     *
     * @throws BackupException with {@code SOURCE_CONFLICT} when another session finishes it
     */
    void write(LedgerEntry entry) {
        if (!replace(own(is(entry.row().job())), entry, null)) {
            throw taken(entry.row().job());
        }
    }

    private BackupException taken(JobId job) {
        return new BackupException(
                ErrorCode.SOURCE_CONFLICT,
                "Source %s: another session has taken over job %s".formatted(connection.source(), job));
    }
}
