package io.rowkeep.worker.source.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Lets one job at a time look at collections and change them. A job first writes into the ledger what it wants, and then looks what
 * others want: of two at once, at least one sees the other. Who sees an older job takes its own note back until that one is done. Who
 * sees only younger ones lets its note stand and waits: those that had their turn already go on, the others give way. So never two of
 * them go on, and never two wait for each other.
 */
final class LedgerTurn implements AutoCloseable {

    /** The collections that a job wants for itself; gone as soon as somebody takes the job over, or it is decided. */
    static final String WANTED = "wanted";

    /** When the job was last at work. Only compared with what it was, so that no two clocks have to agree. */
    static final String SEEN = "seen";

    /**
     * How long a job may be silent before others stop waiting for it: it may be one whose worker is gone, and it may need the very slot
     * that waits. Longer than a transaction, in which there is no pulse.
     */
    static final Duration PATIENCE = Duration.ofSeconds(75);

    private static final int BEATS = 15;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final MongoConnection connection;
    private final MongoLedger ledger;
    private final Duration patience;
    private final MongoCollection<BsonDocument> collection;
    private @Nullable LedgerPulse pulse;

    LedgerTurn(MongoConnection connection, MongoLedger ledger, Duration patience) {
        this.connection = connection;
        this.ledger = ledger;
        this.patience = patience;
        this.collection = connection.database().getCollection(MongoLedger.NAME.name(), BsonDocument.class);
    }

    /** Shows that a job is at work; the caller's to close. */
    LedgerPulse pulse(JobId job) {
        return new LedgerPulse(ledger, job, patience.dividedBy(BEATS));
    }

    /**
     * Takes these collections for a job that this session has prepared, and waits for them as long as others are at work. Nobody else
     * gets them before it is decided, or has given them back.
     *
     * @throws BackupException with {@code LOCK_NOT_AVAILABLE} naming a job that wants or changes one of them and is silent; with
     *     {@code SOURCE_CONFLICT} when another session has the job by now
     */
    void take(JobId job, Collection<TableName> tables) {
        pulse = pulse(job);
        try {
            await(job, tables.stream().map(TableName::name).toList());
        } catch (BackupException e) {
            giveBack(job);
            throw e;
        }
    }

    private void await(JobId job, List<String> names) {
        boolean noted = false;
        List<BsonDocument> before = List.of();
        long since = System.nanoTime();
        while (true) {
            List<BsonDocument> others = others(job, names);
            boolean older = others.stream().anyMatch(other -> wantsBefore(other, job));
            if (!older && !noted) {
                ledger.note(job, Updates.set(WANTED, names));
                noted = true;
                continue;
            }
            if (others.isEmpty()) {
                return;
            }
            if (older && noted) {
                ledger.note(job, Updates.unset(WANTED));
                noted = false;
            }
            if (!others.equals(before)) {
                before = others;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > patience.toNanos()) {
                throw silent(others.getFirst());
            }
            connection.pause(BETWEEN_LOOKS);
        }
    }

    /** Who wants or changes one of these collections, and whatever tells that somebody is at work. */
    private List<BsonDocument> others(JobId job, List<String> names) {
        Bson changed = Filters.and(
                Filters.in(LedgerEntry.OUTCOME, LedgerState.APPLYING.id(), LedgerState.REVERTING.id()),
                Filters.in("tables.table", names));
        Bson wanted =
                Filters.and(Filters.eq(LedgerEntry.OUTCOME, LedgerState.PREPARING.id()), Filters.in(WANTED, names));
        Bson busy = Filters.and(Filters.ne(CollectionTable.ID, job.toString()), Filters.or(changed, wanted));
        return connection.on(
                MongoLedger.NAME,
                () -> collection
                        .find(busy)
                        .projection(Projections.include(LedgerEntry.OUTCOME, SEEN))
                        .sort(Sorts.ascending(CollectionTable.ID))
                        .into(new ArrayList<>()));
    }

    /** What changes collections already goes on whatever others want. The ids of jobs are in the order in which they were asked for. */
    private static boolean wantsBefore(BsonDocument other, JobId job) {
        return other.getString(LedgerEntry.OUTCOME).getValue().equals(LedgerState.PREPARING.id())
                && id(other).compareTo(job.toString()) < 0;
    }

    private static String id(BsonDocument other) {
        return other.getString(CollectionTable.ID).getValue();
    }

    private BackupException silent(BsonDocument other) {
        return new BackupException(
                ErrorCode.LOCK_NOT_AVAILABLE,
                "Source %s: job %s wants or changes the same collections, and has not been at work for %d seconds"
                        .formatted(connection.source(), id(other), patience.toSeconds()));
    }

    /** Lets others take them, unless the job is decided. */
    void giveBack(JobId job) {
        close();
        try {
            ledger.note(job, Updates.unset(WANTED));
        } catch (BackupException e) {
            // Not to be reached, or taken over: whoever has the job next begins by giving back what it wanted.
        }
    }

    /** Says nothing any more, as a transaction asks that writes to the same document; others go on waiting for a while. */
    @Override
    public void close() {
        if (pulse != null) {
            pulse.close();
            pulse = null;
        }
    }
}
