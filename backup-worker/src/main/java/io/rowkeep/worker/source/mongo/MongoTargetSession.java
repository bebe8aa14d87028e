package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobId;
import io.rowkeep.worker.source.LedgerRow;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSchema;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A session that changes a MongoDB database. Whatever asks for the decision about its job first finishes what an earlier session has
 * begun of it.
 */
final class MongoTargetSession implements TargetSession {

    private final MongoConnection connection;
    private final SessionTag tag;
    private final Staging staging;
    private final MongoLedger ledger;
    private final CollectionCatalogue catalogue;
    private final LedgerTurn turn;
    private final Journal journal;

    /** @param step runs before each write to a collection of the application */
    MongoTargetSession(MongoConnection connection, SessionTag tag, Runnable step) {
        this(connection, tag, step, LedgerTurn.PATIENCE);
    }

    /** @param patience how long another job may be silent before this one stops waiting for it */
    MongoTargetSession(MongoConnection connection, SessionTag tag, Runnable step, Duration patience) {
        this.connection = connection;
        this.tag = tag;
        this.staging = new Staging(connection, tag);
        this.ledger = new MongoLedger(connection);
        this.turn = new LedgerTurn(connection, ledger, patience);
        this.catalogue = new CollectionCatalogue(connection);
        this.journal = new Journal(connection, ledger, turn, step);
    }

    /**
     * Takes the right to decide from them, instead of ending them, which asks for rights that few users have: what they do next fails.
     */
    @Override
    public void endOtherSessions() {
        Optional<JobId> job = job();
        job.ifPresent(id -> ledger.fence(id, tag.attempt()));
        staging.sweep(job.flatMap(ledger::find).map(LedgerEntry::places).orElse(List.of()));
    }

    /** A session may be for something else than a job. */
    private Optional<JobId> job() {
        try {
            return Optional.of(new JobId(UUID.fromString(tag.purpose())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void ensureLedger() {
        ledger.ensure();
    }

    @Override
    public void requireLedger() {
        ledger.require();
    }

    @Override
    public Optional<LedgerRow> ledgerRow(JobId job) {
        return ledger.find(job)
                .filter(entry -> !entry.state().isUnderWay() || job().equals(Optional.of(job)))
                .map(this::finished);
    }

    private LedgerRow finished(LedgerEntry entry) {
        return entry.state().isUnderWay() ? journal.finish(entry) : entry.row();
    }

    @Override
    public LedgerRow decide(LedgerRow row) {
        return ledger.decide(row) ? row : finished(ledger.find(row.job()).orElseThrow());
    }

    /** A collection that does not exist is described as well: it is as good as an empty one. */
    @Override
    public TargetSchema describe(List<TableName> tables) {
        MongoNames.requireCollections(connection, tables);
        Map<TableName, NamedCollection> found = new HashMap<>();
        catalogue.collections().forEach(collection -> found.put(collection.name(), collection));
        tables.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .forEach(collection -> collection.requireChangeable(connection.source()));
        return new TargetSchema(
                tables.stream()
                        .sorted()
                        .distinct()
                        .map(table -> CollectionTable.describe(table, null))
                        .toList(),
                List.of(),
                Map.of());
    }

    @Override
    public TargetView view(List<TableName> tables) {
        return new MongoTargetView(connection, staging, describe(tables));
    }

    /** Others of ours that want the same collections are waited for before anything is compared: what they change is seen then. */
    @Override
    public Optional<TargetChange> begin(LedgerRow row, List<TableName> tables) {
        TargetSchema schema = describe(tables);
        if (ledger.find(row.job()).map(this::finished).isPresent()) {
            return Optional.empty();
        }
        if (!ledger.prepare(row)) {
            return Optional.empty();
        }
        turn.take(row.job(), tables);
        return Optional.of(new MongoTargetChange(connection, staging, ledger, turn, row, schema, journal));
    }

    @Override
    public void interrupt() {
        connection.interrupt();
    }

    @Override
    public void close() {
        connection.close();
        turn.close();
    }
}
