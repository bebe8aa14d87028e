package io.rowkeep.worker.restore;

import static io.rowkeep.failure.ErrorCode.ROW_COUNT_MISMATCH;

import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.JobError;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.worker.change.ChangePlan;
import io.rowkeep.worker.change.ChangeProgress;
import io.rowkeep.worker.change.ChangedTables;
import io.rowkeep.worker.change.JudgedWork;
import io.rowkeep.worker.change.KeptRemarks;
import io.rowkeep.worker.change.Refusals;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes tables hold exactly the rows of a backup and those that are kept. Order: {@link #stage}, {@link #keep} unless nothing can be
 * kept, {@link #judge}. Used once.
 */
public final class ReplaceTables implements JudgedWork {

    private final ChangePlan plan;
    private final Map<TableName, TableEntry> entries;
    private final Function<TableEntry, LineSource> rows;
    private final ChangeProgress progress;

    private final Map<TableName, Long> sent = new TreeMap<>();
    private final Map<TableName, RowChanges> changes = new TreeMap<>();
    private final Map<TableName, KeptRows> kept = new TreeMap<>();
    private final List<JobError> refusals = new ArrayList<>();

    /**
     * Nothing is read yet.
     *
     * @param plan of the tables as they are now
     * @param entries what the backup has of them
     * @param rows reads an entry's rows
     */
    public ReplaceTables(
            ChangePlan plan,
            Collection<TableEntry> entries,
            Function<TableEntry, LineSource> rows,
            ChangeProgress progress) {
        this.plan = plan;
        this.entries = new TreeMap<>(entries.stream().collect(Collectors.toMap(TableEntry::name, entry -> entry)));
        this.rows = rows;
        this.progress = progress;
    }

    /** Puts the rows of the compared tables beside them. */
    public void stage(TargetView view) {
        plan.compared().forEach(table -> stage(view, table));
    }

    /** Finds the rows that stay. */
    public void keep(TargetView view, Collection<KeepRule> rules) {
        kept.putAll(view.keep(rules));
    }

    /** Compares, and judges the references from outside. */
    public JudgedWork judge(TargetView view) {
        for (TableName table : plan.compared()) {
            progress.checkpoint();
            changes.put(table, view.compare(table));
        }
        for (TableName table : plan.emptied()) {
            progress.checkpoint();
            changes.put(table, new RowChanges(entry(table).rows(), 0, view.countRows(table), 0));
        }
        view.outsideReferences(entries.keySet()).stream().map(Refusals::outside).forEach(refusals::add);
        return this;
    }

    @Override
    public List<TableName> changed() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public List<JobError> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public ChangedTables foreseen() {
        return new ChangedTables(entries.values().stream().map(this::statistics).toList(), KeptRemarks.of(kept));
    }

    /** @throws BackupException with {@code ROW_COUNT_MISMATCH} among others, when a table does not hold what it must */
    @Override
    public ChangedTables apply(TargetChange change) {
        change.pauseTriggers();
        change.empty(plan.emptied());
        change.apply();
        plan.straight().forEach(group -> load(change, group));
        entries.values().forEach(entry -> requireAllIn(change, entry));
        progress.checkpoint();
        change.settle(entries.values().stream().collect(Collectors.toMap(TableEntry::name, TableEntry::sequences)));
        return foreseen();
    }

    private void load(TargetChange change, List<TableName> group) {
        if (group.size() == 1) {
            TableEntry entry = entry(group.getFirst());
            progress.begin(entry.name());
            requireAll(entry.name(), entry.rows(), change.load(entry.name(), columns(entry), rows.apply(entry)));
            sent.put(entry.name(), progress.tableDone());
        } else {
            group.forEach(table -> stage(change, table));
            change.insertStaged(group);
        }
    }

    private void stage(TargetView view, TableName table) {
        TableEntry entry = entry(table);
        progress.begin(table);
        requireAll(table, entry.rows(), view.stage(table, columns(entry), rows.apply(entry)));
        sent.put(table, progress.tableDone());
    }

    private void requireAllIn(TargetChange change, TableEntry entry) {
        progress.checkpoint();
        requireAll(entry.name(), expected(entry), change.countRows(entry.name()));
    }

    /** Every row of the backup is loaded or skipped. */
    private long expected(TableEntry entry) {
        KeptRows stayed = kept.getOrDefault(entry.name(), KeptRows.NONE);
        return entry.rows() - stayed.skipped() + stayed.kept();
    }

    private TableStatistics statistics(TableEntry entry) {
        return new TableStatistics(
                entry.name(),
                expected(entry),
                entry.storedBytes(),
                sent.getOrDefault(entry.name(), 0L),
                entry.parts(),
                entry.partList().sha256(),
                changes.get(entry.name()),
                kept.get(entry.name()));
    }

    private TableEntry entry(TableName table) {
        TableEntry entry = entries.get(table);
        if (entry == null) {
            throw new IllegalStateException("The plan has a table that the backup does not: " + table);
        }
        return entry;
    }

    private static List<String> columns(TableEntry entry) {
        return entry.columns().stream().map(Column::name).toList();
    }

    private static void requireAll(TableName table, long expected, long rows) {
        if (rows != expected) {
            throw new BackupException(
                    ROW_COUNT_MISMATCH,
                    "Table %s is to have %d rows by the backup, and %d arrived".formatted(table, expected, rows));
        }
    }
}
