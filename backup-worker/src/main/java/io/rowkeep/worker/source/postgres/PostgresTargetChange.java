package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.SequenceState;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.OutsideReference;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A transaction whose ledger row is written and whose tables are locked. */
final class PostgresTargetChange implements TargetChange {

    private final PostgresConnection connection;
    private final JobId job;
    private final TargetTables target;
    private final PostgresTargetView view;
    private final PausedTriggers triggers;

    PostgresTargetChange(PostgresConnection connection, JobId job, TargetTables target) {
        this.connection = connection;
        this.job = job;
        this.target = target;
        this.view = new PostgresTargetView(connection, target);
        this.triggers = new PausedTriggers(connection);
    }

    @Override
    public TargetSchema schema() {
        return view.schema();
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
    public List<OutsideReference> outsideReferences(Collection<TableName> changed) {
        return view.outsideReferences(changed);
    }

    @Override
    public void keepAlive() {
        connection.execute("select 1");
    }

    @Override
    public void pauseTriggers() {
        triggers.pause(target);
    }

    @Override
    public void empty(List<TableName> tables) {
        new Emptying(connection).empty(target.get(tables));
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
        new PlanExecution(connection, target, view.planned()).run();
    }

    @Override
    public void settle(Map<TableName, List<SequenceState>> saved) {
        connection.execute("set constraints all immediate");
        triggers.resume();
        SequenceAdvance sequences = new SequenceAdvance(connection);
        saved.forEach((table, states) -> sequences.advance(target.get(table), states));
        view.kept().requireUnchanged();
    }

    @Override
    public void commit(JobStatistics statistics) {
        new Ledger(connection).setStatistics(job, statistics);
        connection.commit();
    }

    @Override
    public void close() {
        view.close();
    }
}
