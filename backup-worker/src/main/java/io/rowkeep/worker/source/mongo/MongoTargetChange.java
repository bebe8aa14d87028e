package io.rowkeep.worker.source.mongo;

import io.rowkeep.artifact.CollectionShape;
import io.rowkeep.artifact.ImageColumns;
import io.rowkeep.artifact.SequenceState;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.worker.source.LedgerRow;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change that is planned beside the collections to the end, and brought into them by {@link #commit}: in one transaction where that is
 * possible, and else by a {@link Journal}. Until then nobody's documents are touched, and until then others may write: what they have
 * written to is found out and not overwritten.
 */
final class MongoTargetChange extends MongoTargetView implements TargetChange {

    private final MongoConnection connection;
    private final MongoLedger ledger;
    private final LedgerTurn turn;
    private final LedgerRow row;
    private final Journal journal;
    private final List<WantedIndex> indexes = new ArrayList<>();

    /** Whether the decision is written, or may be: from then on the plans are the ledger's. */
    private boolean begun;

    MongoTargetChange(
            MongoConnection connection,
            Staging staging,
            MongoLedger ledger,
            LedgerTurn turn,
            LedgerRow row,
            TargetSchema schema,
            Journal journal) {
        super(connection, staging, schema);
        this.connection = connection;
        this.ledger = ledger;
        this.turn = turn;
        this.row = row;
        this.journal = journal;
    }

    /** What is missing is made at once, empty, so that it can be saved like any other; it stays, whatever becomes of the change. */
    @Override
    public void expect(TableName table, @Nullable CollectionShape shape) {
        new MissingCollection(connection, table).make(shape);
        if (shape != null) {
            shape.indexes().forEach(spec -> indexes.add(new WantedIndex(table, spec)));
        }
    }

    /** Of a table that is planned, as if it were there already. */
    @Override
    public long countRows(TableName table) {
        PlannedTable planned = planned().get(table);
        return planned == null ? super.countRows(table) : planned.rows();
    }

    @Override
    public void keepAlive() {
        // No server waits for this session.
    }

    @Override
    public void pauseTriggers() {
        // There are none.
    }

    @Override
    public void empty(List<TableName> tables) {
        requireNone(tables);
    }

    @Override
    public long load(TableName table, List<String> columns, LineSource lines) {
        requireNone(List.of(table));
        return 0;
    }

    @Override
    public void insertStaged(List<TableName> tables) {
        requireNone(tables);
    }

    private static void requireNone(List<TableName> tables) {
        if (!tables.isEmpty()) {
            throw new IllegalStateException("Others may write to %s: it has to be compared".formatted(tables));
        }
    }

    @Override
    public void remember() {
        // The plans know what every document is that differs.
    }

    @Override
    public SourceTable imageColumns(TableName table) {
        SourceTable described = CollectionTable.describe(table, null);
        return new SourceTable(
                table,
                ImageColumns.of(described.columns()),
                described.generated(),
                described.primaryKey(),
                described.lineFormat(),
                described.estimatedBytes());
    }

    @Override
    public RowStream beforeImages(TableName table) {
        return new PlannedImages(Objects.requireNonNull(planned().get(table)).plan());
    }

    @Override
    public Snapshot origin() {
        return MongoOrigin.read(connection, Snapshot.Consistency.PER_COLLECTION);
    }

    @Override
    public void apply() {
        violations().stream()
                .filter(refusal -> refusal.code() == ErrorCode.CONSTRAINT_VIOLATED)
                .findFirst()
                .ifPresent(refusal -> {
                    throw new BackupException(refusal.code(), refusal.message());
                });
    }

    @Override
    public void settle(Map<TableName, List<SequenceState>> saved) {
        // Kept documents stand in no plan, and there are no sequences.
    }

    @Override
    public JobStatistics commit(JobStatistics statistics, @Nullable String undoDigest) {
        List<DocumentPlan> plans =
                planned().values().stream().map(PlannedTable::plan).toList();
        PlanTransaction transaction = new PlanTransaction(connection, ledger);
        boolean atOnce = transaction.suits(plans);
        JobStatistics told = atOnce ? statistics : statistics.remarking(Guarantee.of(connection, plans));
        LedgerEntry entry = new LedgerEntry(
                row.committing(told, undoDigest),
                LedgerState.APPLYING,
                atOnce ? List.of() : plans.stream().map(DocumentPlan::places).toList(),
                indexes);
        decide(plans, entry, atOnce ? transaction : null);
        LedgerRow end = journal.finish(entry);
        begun = false;
        if (end.error() != null) {
            throw new BackupException(end.error().code(), end.error().message());
        }
        return Objects.requireNonNull(end.statistics());
    }

    private void decide(List<DocumentPlan> plans, LedgerEntry entry, @Nullable PlanTransaction transaction) {
        try {
            if (transaction != null) {
                turn.close();
                begun = true;
                transaction.run(plans, entry);
            } else {
                plans.forEach(new PlanCheck(connection)::require);
                begun = true;
                ledger.begin(entry, null);
            }
        } catch (BackupException e) {
            turn.giveBack(row.job());
            throw e;
        }
    }

    @Override
    public void close() {
        if (!begun) {
            try {
                super.close();
            } finally {
                turn.giveBack(row.job());
            }
        }
    }
}
