package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.SequenceState;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.RowChanges;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.OutsideReference;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A transaction whose ledger row is written and whose tables are locked. */
final class PostgresTargetChange implements TargetChange {

    private final PostgresConnection connection;
    private final JobId job;
    private final TargetTables target;
    private final PausedTriggers triggers;
    private final Map<TableName, StagedTable> staged = new TreeMap<>();
    private final Map<TableName, Long> stagedRows = new HashMap<>();

    PostgresTargetChange(PostgresConnection connection, JobId job, TargetTables target) {
        this.connection = connection;
        this.job = job;
        this.target = target;
        this.triggers = new PausedTriggers(connection);
    }

    @Override
    public TargetSchema schema() {
        return target.schema();
    }

    @Override
    public long countRows(TableName table) {
        return connection.single("select count(*) from " + target.get(table).sql(), row -> row.getLong(1));
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
    public long stage(TableName table, List<String> columns, LineSource lines) {
        StagedTable place = new StagedTable(connection, target.get(table));
        long rows = place.fill(columns, lines);
        staged.put(table, place);
        stagedRows.put(table, rows);
        return rows;
    }

    @Override
    public void insertStaged(List<TableName> tables) {
        List<String> parts = new ArrayList<>();
        for (StagedTable table : staged(tables)) {
            parts.add(table.insertAll(parts.size()));
        }
        runAtOnce(parts);
    }

    @Override
    public RowChanges compare(TableName table) {
        return staged(List.of(table)).getFirst().compare(stagedRows.getOrDefault(table, 0L));
    }

    @Override
    public List<OutsideReference> outsideReferences(Collection<TableName> compared) {
        OutsideCheck check = new OutsideCheck(connection, target);
        return staged(compared).stream()
                .flatMap(table -> check.of(table).stream())
                .toList();
    }

    @Override
    public void apply(List<TableName> compared) {
        List<String> parts = new ArrayList<>();
        for (StagedTable table : staged(compared)) {
            parts.addAll(table.changes(parts.size()));
        }
        runAtOnce(parts);
        staged(compared).forEach(PostgresTargetChange::requireApplied);
    }

    @Override
    public void settle(Map<TableName, List<SequenceState>> saved) {
        connection.execute("set constraints all immediate");
        triggers.resume();
        SequenceAdvance sequences = new SequenceAdvance(connection);
        target.tables().forEach(table -> sequences.advance(table, saved.getOrDefault(table.name(), List.of())));
    }

    @Override
    public void commit(JobStatistics statistics) {
        new Ledger(connection).setStatistics(job, statistics);
        connection.commit();
    }

    @Override
    public void close() {
        connection.rollback();
    }

    /** Constraints are checked when the whole statement has run, so that rows may refer to each other in a circle. */
    private void runAtOnce(List<String> parts) {
        if (!parts.isEmpty()) {
            connection.execute("with %s select 1".formatted(String.join(",\n", parts)));
        }
    }

    /** An action of a foreign key within the change can undo what was just done: when the value that it watches passed to another row. */
    private static void requireApplied(StagedTable table) {
        long remaining = table.remaining();
        if (remaining > 0) {
            throw new BackupException(
                    ErrorCode.UNSUPPORTED,
                    "%d rows of table %s cannot be put back in place, because actions of its foreign keys change them again: restore it together with every table that refers to it"
                            .formatted(remaining, table.table().name()));
        }
    }

    private List<StagedTable> staged(Collection<TableName> tables) {
        return tables.stream()
                .map(name -> {
                    StagedTable table = staged.get(name);
                    if (table == null) {
                        throw new IllegalStateException("Table %s is not staged".formatted(name));
                    }
                    return table;
                })
                .toList();
    }
}
