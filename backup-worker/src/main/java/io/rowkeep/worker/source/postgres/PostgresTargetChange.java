package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.SequenceState;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
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
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transaction whose ledger row is written and whose tables are locked. */
final class PostgresTargetChange implements TargetChange {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresTargetChange.class);

    private final PostgresConnection connection;
    private final JobId job;
    private final TargetTables target;
    private final PausedTriggers triggers;
    private final Map<TableName, StagedTable> staged = new TreeMap<>();
    private final Map<TableName, Differences> compared = new TreeMap<>();

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
        return rows;
    }

    @Override
    public void insertStaged(List<TableName> tables) {
        List<String> parts = new ArrayList<>();
        for (TableName table : tables) {
            parts.add(
                    "inserted_%d as (%s)".formatted(parts.size(), staged(table).insert()));
        }
        runAtOnce(parts);
    }

    @Override
    public Map<TableName, KeptRows> keep(Collection<KeepRule> rules) {
        return new KeptPlaces(connection, target, staged).stage(rules);
    }

    @Override
    public void stageUndone(TableName table, List<String> columns, LineSource lines) {
        throw new IllegalStateException();
    }

    @Override
    public RowChanges compareWithEmpty(TableName table) {
        throw new IllegalStateException();
    }

    @Override
    public void keepAlive() {
        throw new IllegalStateException();
    }

    @Override
    public RowChanges compare(TableName table) {
        Differences differences = Differences.of(connection, staged(table), isMovable(table));
        compared.put(table, differences);
        return differences.changes();
    }

    @Override
    public List<OutsideReference> outsideReferences(Collection<TableName> changed) {
        OutsideCheck check = new OutsideCheck(connection, target);
        return compared.values().stream()
                .flatMap(differences -> check.of(differences).stream())
                .toList();
    }

    @Override
    public void apply() {
        List<String> parts = new ArrayList<>();
        for (Differences differences : compared.values()) {
            if (!differences.isEmpty()) {
                parts.addAll(differences.apply(parts.size()));
            }
        }
        runAtOnce(parts);
        compared.values().stream()
                .filter(differences ->
                        mayHaveChangedAgain(differences.staged().table().name()))
                .forEach(PostgresTargetChange::requireApplied);
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
        try {
            connection.rollback();
        } catch (BackupException e) {
            // The session is gone, and with it whatever it had not committed. This must not hide how the change ended.
            LOG.debug("Nothing was left to roll back on source {}", connection.source(), e);
        }
    }

    /** Constraints are checked when the whole statement has run, so that rows may refer to each other in a circle. */
    private void runAtOnce(List<String> parts) {
        if (!parts.isEmpty()) {
            connection.execute("with %s select 1".formatted(String.join(",\n", parts)));
        }
    }

    /** Whether every foreign key to the table waits for the end of a statement before it looks. */
    private boolean isMovable(TableName table) {
        return target.foreignKeys().stream()
                .filter(key -> key.reference().to().equals(table))
                .allMatch(ForeignKey::onlyChecks);
    }

    /** An action of a foreign key within the change undoes what was done, when the value that it watches passed to another row. */
    private boolean mayHaveChangedAgain(TableName table) {
        return target.foreignKeys().stream()
                .anyMatch(key -> key.acts()
                        && key.reference().from().equals(table)
                        && compared.containsKey(key.reference().to()));
    }

    private static void requireApplied(Differences differences) {
        long remaining = differences.remaining();
        if (remaining > 0) {
            throw new BackupException(
                    ErrorCode.UNSUPPORTED,
                    "%d rows of table %s cannot be put back in place, because actions of its foreign keys change them again: restore it together with every table that refers to it"
                            .formatted(remaining, differences.staged().table().name()));
        }
    }

    private StagedTable staged(TableName name) {
        StagedTable table = staged.get(name);
        if (table == null) {
            throw new IllegalStateException("Table %s is not staged".formatted(name));
        }
        return table;
    }
}
