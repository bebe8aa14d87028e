package io.rowkeep.worker.restore;

import static io.rowkeep.failure.ErrorCode.UNSUPPORTED;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.JobError;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.TableStatistics;
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
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings rows of a backup into tables that have gone on living. Order: {@link #stage}, {@link #protect}, {@link #judge}. Used once. */
final class MergeTables implements JudgedWork {

    private final FittedTables fitted;
    private final @Nullable MergeBase base;
    private final ChangeProgress progress;
    private final boolean triggersRun;

    private final Map<TableName, Long> sent = new TreeMap<>();
    private final Map<TableName, RowChanges> changes = new TreeMap<>();
    private final Map<TableName, KeptRows> kept = new TreeMap<>();
    private final List<JobError> refusals = new ArrayList<>();

    /**
     * Nothing is read yet.
     *
     * @param fitted what the backup has of the tables
     * @param base what an earlier one has of them; null when there is none
     * @param triggersRun whether the tables' triggers may run
     */
    MergeTables(FittedTables fitted, @Nullable MergeBase base, ChangeProgress progress, boolean triggersRun) {
        this.fitted = fitted;
        this.base = base;
        this.progress = progress;
        this.triggersRun = triggersRun;
    }

    /**
     * Refuses tables whose rows cannot be told apart.
     *
     * @throws BackupException with {@code UNSUPPORTED}, naming them
     */
    static void requireKeys(SavedTables saved) {
        String without = saved.tables().stream()
                .filter(table -> table.entry().primaryKey().isEmpty())
                .map(table -> table.name().toString())
                .collect(Collectors.joining(", "));
        if (!without.isEmpty()) {
            throw new BackupException(
                    UNSUPPORTED,
                    "Without a primary key rows cannot be merged, since nothing tells which is which: leave out %s, or replace the tables"
                            .formatted(without));
        }
    }

    /** Puts the rows of the backup and of the base beside the tables. */
    void stage(TargetView view) {
        for (FittedTable table : fitted.tables()) {
            sent.put(table.name(), fitted.stage(view, table, progress));
        }
        if (base != null) {
            base.stage(view, progress);
        }
    }

    /** Finds the rows that nobody may touch. */
    void protect(TargetView view, Collection<KeepRule> rules) {
        kept.putAll(view.protect(rules));
    }

    /**
     * Finds what becomes of each row, and judges the references from outside.
     *
     * @param distinct as of {@link io.rowkeep.worker.source.MergeRules}
     */
    JudgedWork judge(TargetView view, MergeChoice choice, ChangeTimes times, boolean distinct) {
        for (FittedTable table : fitted.tables()) {
            progress.checkpoint();
            boolean based = base != null && base.has(table.name());
            changes.put(
                    table.name(),
                    view.merge(table.name(), choice.rules(table.name(), times.in(table), based, distinct)));
        }
        view.outsideReferences(fitted.names()).stream().map(Refusals::outside).forEach(refusals::add);
        return this;
    }

    @Override
    public List<TableName> changed() {
        return fitted.names();
    }

    @Override
    public BackupContent saves() {
        return BackupContent.BEFORE_IMAGES;
    }

    @Override
    public List<JobError> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public ChangedTables foreseen() {
        return new ChangedTables(fitted.tables().stream().map(this::statistics).toList(), KeptRemarks.of(kept));
    }

    /** @throws BackupException with {@code ROW_COUNT_MISMATCH} among others, when a table has not become what was foreseen */
    @Override
    public ChangedTables apply(TargetChange change) {
        if (!triggersRun) {
            change.pauseTriggers();
        }
        change.apply();
        if (!triggersRun) {
            // Triggers may add rows to these tables, and take some away.
            fitted.tables().forEach(table -> table.requireRows(rows(table.name()), change.countRows(table.name())));
        }
        progress.checkpoint();
        change.settle(fitted.tables().stream()
                .collect(Collectors.toMap(
                        FittedTable::name, table -> table.entry().sequences())));
        return foreseen();
    }

    private TableStatistics statistics(FittedTable table) {
        return table.statistics(
                rows(table.name()),
                sent.getOrDefault(table.name(), 0L),
                changes.get(table.name()),
                kept.get(table.name()));
    }

    /** How many rows the table has afterwards. */
    private long rows(TableName table) {
        RowChanges found = Objects.requireNonNull(changes.get(table));
        return found.inserted() + found.updated() + found.unchanged();
    }
}
