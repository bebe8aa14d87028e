package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.format.ByteSink;
import io.rowkeep.job.JobError;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.TableDifferences;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.MergeRules;
import io.rowkeep.worker.source.OutsideReference;
import io.rowkeep.worker.source.TargetSchema;
import io.rowkeep.worker.source.TargetView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transaction in which tables are looked at, and what is to become of them is written down in temporary tables. */
final class PostgresTargetView implements TargetView {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresTargetView.class);

    private final PostgresConnection connection;
    private final KeptPlaces kept;
    private final RowTriggers triggers;
    private final Map<TableName, StagedTable> staged = new TreeMap<>();
    private final Map<TableName, StagedTable> undone = new TreeMap<>();
    private final Map<TableName, StagedTable> bases = new TreeMap<>();
    private final Map<TableName, PlannedChange> planned = new TreeMap<>();
    private final List<JobError> conflicts = new ArrayList<>();
    private TargetTables target;

    /** A view of what the transaction under way sees. */
    PostgresTargetView(PostgresConnection connection, TargetTables target) {
        this.connection = connection;
        this.target = target;
        this.kept = new KeptPlaces(connection);
        this.triggers = new RowTriggers(connection);
    }

    @Override
    public TargetSchema schema() {
        return target.schema();
    }

    @Override
    public List<TableName> sharingRows(TableName table) {
        return target.sharing(table).stream().map(TargetRelation::name).toList();
    }

    @Override
    public long countRows(TableName table) {
        return connection.single("select count(*) from " + target.get(table).sql(), row -> row.getLong(1));
    }

    @Override
    public long stage(TableName table, List<String> columns, LineSource lines) {
        return stage(StagedTable.toBe(connection, target.get(table)), columns, lines);
    }

    private long stage(StagedTable place, List<String> columns, LineSource lines) {
        long rows = place.fill(columns, lines);
        staged.put(place.table().name(), place);
        return rows;
    }

    @Override
    public void stageUndone(TableName table, List<String> columns, LineSource lines) {
        StagedTable place = StagedTable.undone(connection, target.get(table));
        place.fill(columns, lines);
        undone.put(table, place);
    }

    @Override
    public Map<TableName, KeptRows> keep(Collection<KeepRule> rules) {
        KeptSearch search = new KeptSearch(target, kept);
        rules.forEach(search::byRule);
        undone.values().forEach(search::added);
        search.referred();
        Map<TableName, KeptRows> counts = giveWay();
        kept.all().forEach(this::requireNoCollision);
        return counts;
    }

    @Override
    public RowChanges compare(TableName table) {
        return plan(new Replacement(connection, staged(table), kept));
    }

    @Override
    public RowChanges compareWithEmpty(TableName table) {
        return plan(new EmptiedRows(connection, target.get(table), kept));
    }

    @Override
    public void confine(TableName table, List<String> columns) {
        target = target.confine(table, columns);
    }

    @Override
    public void runTriggers() {
        triggers.run();
    }

    @Override
    public List<JobError> unmovable() {
        return triggers.refusals(planned.values());
    }

    @Override
    public void stageBase(TableName table, List<String> columns, LineSource lines) {
        StagedTable place = StagedTable.base(connection, target.get(table));
        place.fill(columns, lines);
        bases.put(table, place);
    }

    @Override
    public long stageImages(TableName table, List<String> columns, LineSource lines) {
        return stage(StagedTable.images(connection, target.get(table)), columns, lines);
    }

    @Override
    public Map<TableName, KeptRows> protect(Collection<KeepRule> rules) {
        rules.forEach(new KeptSearch(target, kept)::byRule);
        kept.all().forEach(KeptTable::analyze);
        return giveWay();
    }

    @Override
    public RowChanges merge(TableName table, MergeRules rules) {
        Optional<StagedTable> base = rules.base() ? Optional.of(require(bases, table)) : Optional.empty();
        return plan(new Merge(connection, staged(table), base, rules, kept));
    }

    @Override
    public RowChanges revert(TableName table, boolean force) {
        Reversal reversal = new Reversal(connection, staged(table), force);
        PlannedRows rows = PlannedRows.of(connection, reversal, isMovable(table));
        reversal.conflicts(rows).ifPresent(conflicts::add);
        return plan(rows);
    }

    @Override
    public List<JobError> violations() {
        List<JobError> found = new ArrayList<>(conflicts);
        found.addAll(new Violations(connection, target, planned.values()).find());
        return found;
    }

    @Override
    public TableDifferences differences(TableName table) {
        return new DifferenceCounts(connection).of(compared(table));
    }

    @Override
    public void printDifferences(TableName table, ByteSink lines) throws IOException {
        new DifferenceLines(connection, compared(table)).print(lines);
    }

    @Override
    public List<OutsideReference> outsideReferences(Collection<TableName> changed) {
        OutsideCheck check = new OutsideCheck(connection, target, changed);
        return planned.values().stream()
                .flatMap(change -> check.of(change).stream())
                .toList();
    }

    @Override
    public void close() {
        try {
            connection.rollback();
        } catch (BackupException e) {
            // The session is gone, and with it whatever it had not committed. This must not hide how the work ended.
            LOG.debug("Nothing was left to roll back on source {}", connection.source(), e);
        }
    }

    TargetTables target() {
        return target;
    }

    KeptPlaces kept() {
        return kept;
    }

    /** What was compared, or emptied in mind. */
    Collection<PlannedChange> planned() {
        return planned.values();
    }

    StagedTable staged(TableName name) {
        return require(staged, name);
    }

    private static StagedTable require(Map<TableName, StagedTable> places, TableName name) {
        StagedTable table = places.get(name);
        if (table == null) {
            throw new IllegalStateException("Table %s is not staged".formatted(name));
        }
        return table;
    }

    private boolean isMovable(TableName table) {
        return target.isMovable(table) && !triggers.watch(target.get(table));
    }

    private PlannedRows compared(TableName name) {
        if (planned.get(name) instanceof PlannedRows rows) {
            return rows;
        }
        throw new IllegalStateException("Table %s is not compared with rows beside it".formatted(name));
    }

    /** Writes down what a comparison finds about its table. */
    RowChanges plan(Comparison comparison) {
        TableName table = comparison.staged().table().name();
        return plan(PlannedRows.of(connection, comparison, isMovable(table)));
    }

    private RowChanges plan(PlannedChange change) {
        planned.put(change.table().name(), change);
        return change.changes();
    }

    /** Takes out the staged rows that kept rows displace, and counts both. */
    private Map<TableName, KeptRows> giveWay() {
        Map<TableName, KeptRows> counts = new TreeMap<>();
        for (KeptTable table : kept.all()) {
            StagedTable rows = staged.get(table.table().name());
            counts.put(table.table().name(), table.count(rows == null ? 0 : rows.giveWay(table)));
        }
        return counts;
    }

    private void requireNoCollision(KeptTable table) {
        StagedTable rows = staged.get(table.table().name());
        if (rows != null) {
            new Collisions(connection).requireNone(rows, table);
        }
    }
}
