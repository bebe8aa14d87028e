package io.rowkeep.worker.restore;

import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.change.ChangePlan;
import io.rowkeep.worker.change.ChangeProgress;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.TargetView;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tables of a backup that fit those of a target.
 *
 * @param tables in order of their names in the target
 * @param warnings what does not fit of them, and is accepted: a sentence each
 */
public record FittedTables(SavedTables saved, List<FittedTable> tables, List<String> warnings) {

    public FittedTables {
        tables = List.copyOf(tables);
        warnings = List.copyOf(warnings);
    }

    /** Their names in the target, in order. */
    public List<TableName> names() {
        return saved.names();
    }

    /** The rows of one of them, in the columns that have a place. */
    LineSource rows(FittedTable table, ChangeProgress progress) {
        return saved.rows(table, progress);
    }

    /**
     * Puts all rows of one of them beside its table.
     *
     * @return the bytes that were sent for it
     * @throws io.rowkeep.failure.BackupException with {@code ROW_COUNT_MISMATCH} among others, when not all of them arrived
     */
    long stage(TargetView view, FittedTable table, ChangeProgress progress) {
        progress.begin(table.name());
        long rows = view.stage(table.name(), table.columns(), rows(table, progress));
        table.requireRows(table.entry().rows(), rows);
        return progress.tableDone();
    }

    /**
     * Puts the rows of a table beside it that the job which is undone had given it: none where the backup has no such table.
     *
     * @param table as it is now
     */
    public void stageUndone(TargetView view, SourceTable table, Attempt attempt) {
        FittedTable fitted = tables.stream()
                .filter(candidate -> candidate.name().equals(table.name()))
                .findFirst()
                .orElse(null);
        if (fitted == null) {
            stageNothing(view, table);
        } else {
            view.stageUndone(fitted.name(), fitted.columns(), saved.lines(fitted, attempt));
        }
    }

    /** Says that everything in the table came after the job that is undone, or was kept. */
    public static void stageNothing(TargetView view, SourceTable table) {
        view.stageUndone(
                table.name(), table.columns().stream().map(Column::name).toList(), sink -> {});
    }

    /** Tells the view how the tables were made, and confines it to the columns that the backup has. */
    public void prepare(TargetView view) {
        tables.forEach(table -> view.expect(table.name(), table.entry().collection()));
        tables.stream().filter(FittedTable::grown).forEach(table -> view.confine(table.name(), table.columns()));
    }

    /**
     * Plans to replace as much as possible as a whole: no table that a keep rule may be about, and none with columns that the backup does
     * not have, since rows that stay keep what they hold there.
     */
    public ChangePlan plan(TargetView view, Collection<KeepRule> rules) {
        if (!view.excludesWriters()) {
            return ChangePlan.compareAll(names());
        }
        Set<TableName> compared = new TreeSet<>();
        rules.forEach(rule -> compared.addAll(view.sharingRows(rule.table())));
        tables.stream().filter(FittedTable::grown).map(FittedTable::name).forEach(compared::add);
        return ChangePlan.of(names(), view.schema().references(), compared);
    }

    /** The work of replacing them, with their triggers at rest. */
    public ReplaceTables replace(ChangePlan plan, ChangeProgress progress) {
        return replace(plan, progress, false);
    }

    /** The same, and the tables' triggers may run. */
    ReplaceTables replace(ChangePlan plan, ChangeProgress progress, boolean triggersRun) {
        return new ReplaceTables(plan, this, progress, triggersRun);
    }
}
