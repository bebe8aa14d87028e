package io.rowkeep.worker.undo;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.TableDifferences;
import io.rowkeep.job.TableStatistics;
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

/** Tables on their way back to what images say. Order: {@link #stage}, {@link #protect} unless nothing can be, {@link #judge}. Used once. */
final class RevertedTables implements JudgedWork {

    private final BackupReader reader;
    private final Manifest images;
    private final List<TableEntry> tables;
    private final ChangeProgress progress;

    private final Map<TableName, Long> sent = new TreeMap<>();
    private final Map<TableName, RowChanges> changes = new TreeMap<>();
    private final Map<TableName, TableDifferences> differences = new TreeMap<>();
    private final Map<TableName, KeptRows> kept = new TreeMap<>();
    private final List<JobError> refusals = new ArrayList<>();

    /** @param tables those of the images whose rows the undone job had changed */
    RevertedTables(BackupReader reader, Manifest images, List<TableEntry> tables, ChangeProgress progress) {
        this.reader = reader;
        this.images = images;
        this.tables = List.copyOf(tables);
        this.progress = progress;
    }

    /** Puts the images beside their tables. */
    void stage(TargetView view) {
        tables.forEach(table -> stage(view, table));
    }

    /** Finds the rows that are not put back whatever their images say. */
    void protect(TargetView view, Collection<KeepRule> rules) {
        kept.putAll(view.protect(rules));
    }

    /** Compares, and judges what would become of the tables. */
    JudgedWork judge(TargetView view, boolean force) {
        for (TableName table : changed()) {
            progress.checkpoint();
            changes.put(table, view.revert(table, force));
        }
        progress.checkpoint();
        refusals.addAll(view.violations());
        view.outsideReferences(changed()).stream().map(Refusals::outside).forEach(refusals::add);
        for (TableName table : changed()) {
            progress.checkpoint();
            differences.put(table, view.differences(table));
        }
        return this;
    }

    @Override
    public List<TableName> changed() {
        return tables.stream().map(TableEntry::name).sorted().toList();
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
        return new ChangedTables(tables.stream().map(this::statistics).toList(), KeptRemarks.of(kept));
    }

    @Override
    public ChangedTables apply(TargetChange change) {
        change.pauseTriggers();
        change.apply();
        progress.checkpoint();
        change.settle(Map.of());
        return foreseen();
    }

    private void stage(TargetView view, TableEntry table) {
        progress.begin(table.name());
        long rows = view.stageImages(
                table.name(), table.columns().stream().map(Column::name).toList(), lines(table));
        if (rows != table.rows()) {
            throw new BackupException(
                    ErrorCode.ROW_COUNT_MISMATCH,
                    "Table %s has %d images by the backup, and %d arrived".formatted(table.name(), table.rows(), rows));
        }
        progress.rows(rows);
        sent.put(table.name(), progress.tableDone());
    }

    private LineSource lines(TableEntry table) {
        return sink -> reader.readRows(images, table, (bytes, offset, length) -> {
            progress.checkpoint();
            sink.write(bytes, offset, length);
            progress.sent(length);
        });
    }

    private TableStatistics statistics(TableEntry table) {
        RowChanges change = changes.getOrDefault(table.name(), new RowChanges(0, 0, 0, 0));
        return new TableStatistics(
                        table.name(),
                        change.inserted() + change.updated() + change.unchanged(),
                        table.storedBytes(),
                        sent.getOrDefault(table.name(), 0L),
                        table.parts(),
                        table.partList().sha256(),
                        change,
                        kept.get(table.name()))
                .compared(differences.get(table.name()));
    }
}
