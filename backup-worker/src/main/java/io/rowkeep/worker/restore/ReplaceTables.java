package io.rowkeep.worker.restore;

import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
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
    private final FittedTables fitted;
    private final Map<TableName, FittedTable> tables;
    private final ChangeProgress progress;
    private final boolean triggersRun;

    private final Map<TableName, Long> sent = new TreeMap<>();
    private final Map<TableName, RowChanges> changes = new TreeMap<>();
    private final Map<TableName, KeptRows> kept = new TreeMap<>();
    private final List<JobError> refusals = new ArrayList<>();

    /**
     * Nothing is read yet.
     *
     * @param plan of the tables as they are now
     * @param fitted what the backup has of them
     * @param triggersRun whether the tables' triggers may run
     */
    ReplaceTables(ChangePlan plan, FittedTables fitted, ChangeProgress progress, boolean triggersRun) {
        this.plan = plan;
        this.fitted = fitted;
        this.tables = new TreeMap<>(
                fitted.tables().stream().collect(Collectors.toMap(FittedTable::name, Function.identity())));
        this.progress = progress;
        this.triggersRun = triggersRun;
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
            changes.put(table, new RowChanges(table(table).entry().rows(), 0, view.countRows(table), 0));
        }
        view.outsideReferences(tables.keySet()).stream().map(Refusals::outside).forEach(refusals::add);
        return this;
    }

    @Override
    public List<TableName> changed() {
        return List.copyOf(tables.keySet());
    }

    @Override
    public List<JobError> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public ChangedTables foreseen() {
        return new ChangedTables(tables.values().stream().map(this::statistics).toList(), KeptRemarks.of(kept));
    }

    /** @throws io.rowkeep.failure.BackupException with {@code ROW_COUNT_MISMATCH} among others, when a table does not hold what it must */
    @Override
    public ChangedTables apply(TargetChange change) {
        if (!triggersRun) {
            change.pauseTriggers();
        }
        change.empty(plan.emptied());
        change.apply();
        plan.straight().forEach(group -> load(change, group));
        tables.values().forEach(table -> requireAllIn(change, table));
        progress.checkpoint();
        change.settle(tables.values().stream()
                .collect(Collectors.toMap(
                        FittedTable::name, table -> table.entry().sequences())));
        return foreseen();
    }

    private void load(TargetChange change, List<TableName> group) {
        if (group.size() == 1) {
            FittedTable table = table(group.getFirst());
            progress.begin(table.name());
            long rows = change.load(table.name(), table.columns(), fitted.rows(table, progress));
            table.requireRows(table.entry().rows(), rows);
            sent.put(table.name(), progress.tableDone());
        } else {
            group.forEach(table -> stage(change, table));
            change.insertStaged(group);
        }
    }

    private void stage(TargetView view, TableName name) {
        sent.put(name, fitted.stage(view, table(name), progress));
    }

    private void requireAllIn(TargetChange change, FittedTable table) {
        progress.checkpoint();
        table.requireRows(expected(table), change.countRows(table.name()));
    }

    /** Every row of the backup is loaded or skipped. */
    private long expected(FittedTable table) {
        KeptRows stayed = kept.getOrDefault(table.name(), KeptRows.NONE);
        return table.entry().rows() - stayed.skipped() + stayed.kept();
    }

    private TableStatistics statistics(FittedTable table) {
        return table.statistics(
                expected(table),
                sent.getOrDefault(table.name(), 0L),
                changes.get(table.name()),
                kept.get(table.name()));
    }

    private FittedTable table(TableName name) {
        FittedTable table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("The plan has a table that the backup does not: " + name);
        }
        return table;
    }
}
