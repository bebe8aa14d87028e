package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.SequenceState;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.ByteSink;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.TableDifferences;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.MergeRules;
import io.rowkeep.worker.source.OutsideReference;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A transaction whose ledger row is written and whose tables are locked. */
final class PostgresTargetChange implements TargetChange {

    private final PostgresConnection connection;
    private final JobId job;
    private final TargetTables whole;
    private final PostgresLimits limits;
    private final PostgresTargetView view;
    private final PausedTriggers triggers;
    private final Map<TableName, BeforeImages> images = new TreeMap<>();

    PostgresTargetChange(PostgresConnection connection, JobId job, TargetTables target, PostgresLimits limits) {
        this.connection = connection;
        this.job = job;
        this.whole = target;
        this.limits = limits;
        this.view = new PostgresTargetView(connection, target);
        this.triggers = new PausedTriggers(connection);
    }

    @Override
    public TargetSchema schema() {
        return view.schema();
    }

    @Override
    public List<TableName> sharingRows(TableName table) {
        return view.sharingRows(table);
    }

    @Override
    public long countRows(TableName table) {
        return view.countRows(table);
    }

    @Override
    public long stage(TableName table, List<String> columns, LineSource lines) {
        return view.stage(table, columns, lines);
    }

    @Override
    public void stageUndone(TableName table, List<String> columns, LineSource lines) {
        view.stageUndone(table, columns, lines);
    }

    @Override
    public Map<TableName, KeptRows> keep(Collection<KeepRule> rules) {
        Map<TableName, KeptRows> counts = view.keep(rules);
        view.kept().remember();
        return counts;
    }

    @Override
    public RowChanges compare(TableName table) {
        return view.compare(table);
    }

    @Override
    public RowChanges compareWithEmpty(TableName table) {
        return view.compareWithEmpty(table);
    }

    @Override
    public void confine(TableName table, List<String> columns) {
        view.confine(table, columns);
    }

    @Override
    public void runTriggers() {
        view.runTriggers();
    }

    @Override
    public List<JobError> unmovable() {
        return view.unmovable();
    }

    @Override
    public void stageBase(TableName table, List<String> columns, LineSource lines) {
        view.stageBase(table, columns, lines);
    }

    @Override
    public long stageImages(TableName table, List<String> columns, LineSource lines) {
        return view.stageImages(table, columns, lines);
    }

    @Override
    public Map<TableName, KeptRows> protect(Collection<KeepRule> rules) {
        Map<TableName, KeptRows> counts = view.protect(rules);
        view.kept().remember();
        return counts;
    }

    @Override
    public RowChanges merge(TableName table, MergeRules rules) {
        return view.merge(table, rules);
    }

    @Override
    public RowChanges revert(TableName table, boolean force) {
        return view.revert(table, force);
    }

    @Override
    public List<JobError> violations() {
        return view.violations();
    }

    @Override
    public TableDifferences differences(TableName table) {
        return view.differences(table);
    }

    @Override
    public void printDifferences(TableName table, ByteSink lines) throws IOException {
        view.printDifferences(table, lines);
    }

    @Override
    public void remember() {
        for (PlannedChange change : view.planned()) {
            TableName table = change.table().name();
            switch (change) {
                case PlannedRows rows -> images.put(table, BeforeImages.remember(connection, whole.get(table), rows));
                case EmptiedRows emptied ->
                    throw new IllegalStateException("Table %s is emptied: it is saved whole".formatted(table));
            }
        }
    }

    @Override
    public SourceTable imageColumns(TableName table) {
        return images(table).described();
    }

    @Override
    public RowStream beforeImages(TableName table) {
        return images(table).read(limits.maxRowBytes());
    }

    @Override
    public Snapshot origin() {
        return Origin.read(connection, Snapshot.Consistency.SNAPSHOT);
    }

    @Override
    public List<OutsideReference> outsideReferences(Collection<TableName> changed) {
        return view.outsideReferences(changed);
    }

    @Override
    public void keepAlive() {
        connection.execute("select 1");
    }

    @Override
    public void pauseTriggers() {
        triggers.pause(view.target());
    }

    @Override
    public void empty(List<TableName> tables) {
        new Emptying(connection).empty(view.target().get(tables));
    }

    @Override
    public long load(TableName table, List<String> columns, LineSource lines) {
        return new CopyIntoTable(connection).copy(table, Quoted.table(table), columns, lines);
    }

    @Override
    public void insertStaged(List<TableName> tables) {
        List<String> parts = new ArrayList<>();
        for (TableName table : tables) {
            parts.add("inserted_%d as (%s)"
                    .formatted(parts.size(), view.staged(table).insert()));
        }
        PlanExecution.atOnce(connection, parts);
    }

    @Override
    public void apply() {
        new PlanExecution(connection, view.target(), view.planned()).run();
    }

    @Override
    public void settle(Map<TableName, List<SequenceState>> saved) {
        connection.executeAmongTriggers("set constraints all immediate");
        triggers.resume();
        SequenceAdvance sequences = new SequenceAdvance(connection);
        saved.forEach((table, states) -> sequences.advance(view.target().get(table), states));
        view.kept().requireUnchanged();
    }

    @Override
    public JobStatistics commit(JobStatistics statistics, @Nullable String undoDigest) {
        new Ledger(connection).complete(job, statistics, undoDigest);
        connection.commit();
        return statistics;
    }

    @Override
    public void close() {
        view.close();
    }

    private BeforeImages images(TableName table) {
        BeforeImages remembered = images.get(table);
        if (remembered == null) {
            throw new IllegalStateException("Nothing of table %s is remembered".formatted(table));
        }
        return remembered;
    }
}
