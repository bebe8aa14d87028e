package io.rowkeep.worker.restore;

import static io.rowkeep.failure.ErrorCode.OUTSIDE_REFERENCES;
import static io.rowkeep.failure.ErrorCode.ROW_COUNT_MISMATCH;

import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.OutsideReference;
import io.rowkeep.worker.source.TargetChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes tables hold exactly the rows of a backup, within one change. Used once. */
final class ReplaceTables {

    private final TargetChange change;
    private final RestorePlan plan;
    private final List<KeepRule> rules;
    private final Map<TableName, TableEntry> entries;
    private final Function<TableEntry, LineSource> rows;
    private final RestoreProgress progress;

    private final Map<TableName, Long> sent = new TreeMap<>();
    private final Map<TableName, RowChanges> changes = new TreeMap<>();
    private final Map<TableName, KeptRows> kept = new TreeMap<>();

    ReplaceTables(
            TargetChange change,
            RestorePlan plan,
            List<KeepRule> rules,
            Collection<TableEntry> entries,
            Function<TableEntry, LineSource> rows,
            RestoreProgress progress) {
        this.change = change;
        this.plan = plan;
        this.rules = List.copyOf(rules);
        this.entries = new TreeMap<>(entries.stream().collect(Collectors.toMap(TableEntry::name, entry -> entry)));
        this.rows = rows;
        this.progress = progress;
    }

    /**
     * Does it, up to the commit.
     *
     * @throws BackupException with {@code OUTSIDE_REFERENCES} before a row has changed, or {@code ROW_COUNT_MISMATCH}
     */
    List<TableStatistics> run() {
        plan.staged().forEach(this::stage);
        if (!rules.isEmpty()) {
            kept.putAll(change.keep(rules));
        }
        plan.staged().forEach(table -> changes.put(table, change.compare(table)));
        requireNoOutsideReferences(change.outsideReferences(entries.keySet()));

        // The first change: what is to be saved of the tables as they were must have been saved by now.
        change.pauseTriggers();
        countDeleted();
        change.empty(plan.emptied());
        change.apply();
        plan.straight().forEach(this::load);

        List<TableStatistics> statistics = checked();
        progress.checkpoint();
        change.settle(entries.values().stream().collect(Collectors.toMap(TableEntry::name, TableEntry::sequences)));
        return statistics;
    }

    /** What an administrator should know about it, in sentences. */
    List<String> remarks() {
        return kept.entrySet().stream()
                .filter(entry -> entry.getValue().kept() > 0)
                .map(entry ->
                        "%d rows of table %s were kept as they were, and %d rows of the backup with their primary keys skipped"
                                .formatted(
                                        entry.getValue().kept(),
                                        entry.getKey(),
                                        entry.getValue().skipped()))
                .toList();
    }

    private void countDeleted() {
        for (TableName table : plan.emptied()) {
            progress.checkpoint();
            changes.put(table, new RowChanges(entry(table).rows(), 0, change.countRows(table), 0));
        }
    }

    private void load(List<TableName> group) {
        if (group.size() == 1) {
            TableName table = group.getFirst();
            TableEntry entry = entry(table);
            requireAll(table, entry.rows(), change.load(table, columns(entry), rows.apply(entry)));
            sent.put(table, progress.tableSent());
        } else {
            group.forEach(this::stage);
            change.insertStaged(group);
        }
    }

    private void stage(TableName table) {
        TableEntry entry = entry(table);
        requireAll(table, entry.rows(), change.stage(table, columns(entry), rows.apply(entry)));
        sent.put(table, progress.tableSent());
    }

    private List<TableStatistics> checked() {
        List<TableStatistics> statistics = new ArrayList<>();
        for (TableEntry entry : entries.values()) {
            progress.checkpoint();
            KeptRows stayed = kept.getOrDefault(entry.name(), KeptRows.NONE);
            long expected = entry.rows() - stayed.skipped() + stayed.kept();
            requireAll(entry.name(), expected, change.countRows(entry.name()));
            statistics.add(new TableStatistics(
                    entry.name(),
                    expected,
                    entry.storedBytes(),
                    sent.getOrDefault(entry.name(), 0L),
                    entry.parts(),
                    entry.partList().sha256(),
                    changes.get(entry.name()),
                    kept.get(entry.name())));
        }
        return statistics;
    }

    private TableEntry entry(TableName table) {
        TableEntry entry = entries.get(table);
        if (entry == null) {
            throw new IllegalStateException("The plan has a table that the restore does not: " + table);
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

    private static void requireNoOutsideReferences(List<OutsideReference> found) {
        if (!found.isEmpty()) {
            throw new BackupException(
                    OUTSIDE_REFERENCES,
                    found.stream()
                            .map(outside ->
                                    "%d rows of %s %s, because they refer to rows of %s by \"%s\" that would go or change"
                                            .formatted(
                                                    outside.rows(),
                                                    outside.reference().from(),
                                                    outside.consequence(),
                                                    outside.reference().to(),
                                                    outside.reference().constraint()))
                            .collect(Collectors.joining("; ", "Tables outside the selection are in the way: ", "")));
        }
    }
}
