package io.rowkeep.worker.clear;

import static io.rowkeep.failure.ErrorCode.ROW_COUNT_MISMATCH;

import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.JobError;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.change.ChangePlan;
import io.rowkeep.worker.change.ChangeProgress;
import io.rowkeep.worker.change.ChangedTables;
import io.rowkeep.worker.change.JudgedWork;
import io.rowkeep.worker.change.KeptRemarks;
import io.rowkeep.worker.change.Refusals;
import io.rowkeep.worker.source.OutsideReference;
import io.rowkeep.worker.source.TableReference;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Leaves nothing but kept rows in tables. Used once. */
final class ClearTables implements JudgedWork {

    private final ChosenTables chosen;
    private final boolean dependents;
    private final Attempt attempt;

    /** The tables that are cleared, each with what becomes of its rows. */
    private final Map<TableName, RowChanges> cleared = new TreeMap<>();

    private final Map<TableName, KeptRows> kept = new TreeMap<>();
    private final List<JobError> refusals = new ArrayList<>();
    private List<TableReference> references = List.of();
    private boolean comparesAll;

    ClearTables(ChosenTables chosen, boolean dependents, Attempt attempt) {
        this.chosen = chosen;
        this.dependents = dependents;
        this.attempt = attempt;
    }

    void judge(TargetView view, Collection<KeepRule> rules) {
        references = view.schema().references();
        comparesAll = !view.excludesWriters();
        if (!rules.isEmpty()) {
            kept.putAll(view.keep(rules));
        }
        ChangePlan plan = plan(chosen.tables());
        for (TableName table : plan.emptied()) {
            attempt.checkpoint();
            cleared.put(table, new RowChanges(0, 0, view.countRows(table), 0));
        }
        plan.compared().forEach(table -> compare(view, table));
        join(view).stream().map(this::refusal).forEach(refusals::add);
        kept.keySet().retainAll(cleared.keySet());
    }

    /** Has tables of the dataset whose rows refer to what goes cleared too, where that is wanted; says what is in the way after that. */
    private List<OutsideReference> join(TargetView view) {
        while (true) {
            attempt.checkpoint();
            List<OutsideReference> outside = view.outsideReferences(cleared.keySet());
            Set<TableName> joining = outside.stream()
                    .map(found -> found.reference().from())
                    .filter(table -> dependents && view.schema().find(table).isPresent())
                    .filter(table -> !cleared.containsKey(table))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (joining.isEmpty()) {
                return outside;
            }
            joining.forEach(table -> compare(view, table));
        }
    }

    private void compare(TargetView view, TableName table) {
        attempt.checkpoint();
        cleared.put(table, view.compareWithEmpty(table));
    }

    private JobError refusal(OutsideReference outside) {
        JobError error = Refusals.outside(outside);
        boolean couldJoin =
                !dependents && chosen.dataset().contains(outside.reference().from());
        return couldJoin
                ? new JobError(error.code(), error.message() + " (\"dependents\": true clears that table too)")
                : error;
    }

    @Override
    public List<TableName> changed() {
        return List.copyOf(cleared.keySet());
    }

    @Override
    public List<JobError> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public ChangedTables foreseen() {
        List<TableStatistics> statistics = new ArrayList<>();
        cleared.forEach((table, changes) -> statistics.add(
                new TableStatistics(table, changes.unchanged(), 0, 0, 0, null, changes, kept.get(table))));
        return new ChangedTables(statistics, KeptRemarks.of(kept));
    }

    /** @throws BackupException with {@code ROW_COUNT_MISMATCH} among others, when a table does not hold what it must */
    @Override
    public ChangedTables apply(TargetChange change) {
        ChangeProgress progress = new ChangeProgress(attempt, cleared.size());
        change.pauseTriggers();
        change.empty(plan(cleared.keySet()).emptied());
        change.apply();
        cleared.forEach((table, changes) -> {
            progress.checkpoint();
            progress.begin(table);
            requireRows(table, changes.unchanged(), change.countRows(table));
            progress.rows(changes.deleted());
            progress.tableDone();
        });
        change.settle(Map.of());
        return foreseen();
    }

    /** A table that nobody else refers to and no row of is kept is emptied as a whole. */
    private ChangePlan plan(Collection<TableName> tables) {
        Set<TableName> withKept = kept.entrySet().stream()
                .filter(entry -> entry.getValue().kept() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return comparesAll ? ChangePlan.compareAll(tables) : ChangePlan.of(tables, references, withKept);
    }

    private static void requireRows(TableName table, long expected, long rows) {
        if (rows != expected) {
            throw new BackupException(
                    ROW_COUNT_MISMATCH,
                    "Table %s is to have %d rows left, and has %d".formatted(table, expected, rows));
        }
    }
}
