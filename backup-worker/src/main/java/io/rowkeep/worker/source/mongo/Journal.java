package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.worker.source.LedgerRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.BsonDocument;

/**
 * Brings a decided change into its collections, document by document, however often it is interrupted: every step can be taken again, by
 * this session or another one. What the server refuses takes all of it back.
 */
final class Journal {

    private final MongoConnection connection;
    private final MongoLedger ledger;
    private final LedgerTurn turn;
    private final Runnable step;

    /** @param step runs before each write to a collection of the application */
    Journal(MongoConnection connection, MongoLedger ledger, LedgerTurn turn, Runnable step) {
        this.connection = connection;
        this.ledger = ledger;
        this.turn = turn;
        this.step = step;
    }

    /**
     * Finishes what is under way.
     *
     * @return the decision, with what only the end could show among its warnings
     */
    LedgerRow finish(LedgerEntry entry) {
        ledger.own(entry.row().job());
        LedgerPulse pulse = turn.pulse(entry.row().job());
        try {
            return ended(entry);
        } finally {
            pulse.close();
        }
    }

    private LedgerRow ended(LedgerEntry entry) {
        LedgerEntry current = entry;
        if (current.state() == LedgerState.APPLYING) {
            try {
                return applied(current);
            } catch (WriteRefused refused) {
                current = reverting(current, refused.error());
            }
        }
        return takenBack(current);
    }

    private LedgerRow applied(LedgerEntry entry) {
        List<String> remarks = new ArrayList<>();
        for (DocumentPlan plan : plans(entry)) {
            new PlanWriter(connection, plan, Direction.FORWARD, () -> next(entry)).write();
            long left = plan.count(DocumentPlan.left());
            if (left > 0) {
                remarks.add(
                        "Others wrote to %d documents of table %s while the change was on its way: these were left as they are"
                                .formatted(left, plan.table()));
            }
        }
        for (WantedIndex index : entry.indexes()) {
            makeIndex(index, remarks);
        }
        LedgerRow row = with(entry.row(), remarks);
        ledger.write(new LedgerEntry(row, LedgerState.APPLYING, entry.tables(), entry.indexes()));
        end(entry, new LedgerEntry(row, LedgerState.APPLIED, List.of(), List.of()));
        return row;
    }

    private void makeIndex(WantedIndex index, List<String> remarks) {
        try {
            new CollectionIndexes(connection, index.table()).make(BsonDocument.parse(index.spec()));
        } catch (BackupException e) {
            if (e.code() == ErrorCode.SOURCE_UNAVAILABLE) {
                throw e;
            }
            remarks.add("An index of table %s could not be made: %s (%s)"
                    .formatted(index.table(), e.getMessage(), index.spec()));
        }
    }

    private LedgerEntry reverting(LedgerEntry entry, JobError error) {
        LedgerRow row = entry.row();
        LedgerEntry reverting = new LedgerEntry(
                LedgerRow.nothing(row.job(), row.attempt(), row.requestedBy(), error),
                LedgerState.REVERTING,
                entry.tables(),
                entry.indexes());
        ledger.write(reverting);
        return reverting;
    }

    private LedgerRow takenBack(LedgerEntry entry) {
        // Once that is known, the plans that it was counted in may be gone.
        LedgerEntry counted = entry.takenBack() == null ? takeBack(entry) : entry;
        LedgerRow row = counted.row();
        JobError told = Objects.requireNonNull(counted.takenBack()).told(Objects.requireNonNull(row.error()));
        LedgerRow nothing = LedgerRow.nothing(row.job(), row.attempt(), row.requestedBy(), told);
        end(counted, LedgerEntry.of(nothing));
        return nothing;
    }

    private LedgerEntry takeBack(LedgerEntry entry) {
        long left = 0;
        List<String> kept = new ArrayList<>();
        for (DocumentPlan plan : plans(entry)) {
            new PlanWriter(connection, plan, Direction.BACK, () -> next(entry)).write();
            long some = plan.count(DocumentPlan.left());
            if (some > 0) {
                left += some;
                ledger.requireOwned(entry.row().job());
                new LeftDocuments(connection, plan).keep().map(TableName::name).ifPresent(kept::add);
            }
        }
        LedgerEntry counted = entry.with(new TakenBack(left, kept));
        ledger.write(counted);
        return counted;
    }

    private void next(LedgerEntry entry) {
        ledger.requireOwned(entry.row().job());
        step.run();
    }

    /** Without its plans there is nothing left to do about a change, so that they can go first and nothing is left behind. */
    private void end(LedgerEntry entry, LedgerEntry end) {
        ledger.requireOwned(entry.row().job());
        for (String name : entry.places()) {
            connection.on(CollectionTable.name(name), () -> {
                connection.collection(CollectionTable.name(name)).drop();
                return name;
            });
        }
        ledger.write(end);
    }

    private List<DocumentPlan> plans(LedgerEntry entry) {
        return entry.tables().stream()
                .map(places -> new DocumentPlan(connection, places))
                .toList();
    }

    private static LedgerRow with(LedgerRow row, List<String> remarks) {
        JobStatistics statistics = row.statistics();
        if (statistics != null) {
            remarks.removeAll(statistics.warnings());
        }
        return statistics == null || remarks.isEmpty()
                ? row
                : new LedgerRow(
                        row.job(),
                        row.decision(),
                        row.attempt(),
                        row.requestedBy(),
                        row.safetyBackup(),
                        statistics.remarking(remarks),
                        row.undoDigest(),
                        row.error());
    }
}
