package io.rowkeep.worker.source.mongo;

import io.rowkeep.artifact.CollectionShape;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
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
import org.jspecify.annotations.Nullable;

/** Collections as others write to them, and what is to become of them, written down beside them. */
sealed class MongoTargetView implements TargetView permits MongoTargetChange {

    private final MongoConnection connection;
    private final Staging staging;
    private final TargetSchema schema;
    private final Map<TableName, StagedDocuments> staged = new TreeMap<>();
    private final Map<TableName, StagedImages> images = new TreeMap<>();
    private final Map<TableName, StagedDocuments> undone = new TreeMap<>();
    private final Map<TableName, StagedDocuments> bases = new TreeMap<>();
    private final KeptPlaces kept;
    private final Map<TableName, PlannedTable> planned = new TreeMap<>();

    MongoTargetView(MongoConnection connection, Staging staging, TargetSchema schema) {
        this.connection = connection;
        this.staging = staging;
        this.schema = schema;
        this.kept = new KeptPlaces(connection, staging);
    }

    @Override
    public TargetSchema schema() {
        return schema;
    }

    @Override
    public void expect(TableName table, @Nullable CollectionShape shape) {
        new MissingCollection(connection, table).requireChangeable(shape);
    }

    @Override
    public boolean excludesWriters() {
        return false;
    }

    @Override
    public List<TableName> sharingRows(TableName table) {
        return schema.find(table).isPresent() ? List.of(table) : List.of();
    }

    @Override
    public long countRows(TableName table) {
        return new Documents(connection, table).count();
    }

    @Override
    public long stage(TableName table, List<String> columns, LineSource lines) {
        return put(staged, table, lines).rows();
    }

    @Override
    public void stageUndone(TableName table, List<String> columns, LineSource lines) {
        put(undone, table, lines);
    }

    @Override
    public void stageBase(TableName table, List<String> columns, LineSource lines) {
        put(bases, table, lines);
    }

    private StagedDocuments put(Map<TableName, StagedDocuments> places, TableName table, LineSource lines) {
        StagedDocuments place = new StagedDocuments(table, staging.next());
        place.fill(lines);
        places.put(table, place);
        return place;
    }

    @Override
    public long stageImages(TableName table, List<String> columns, LineSource lines) {
        StagedImages place = new StagedImages(table, staging.next(), staging.next());
        long rows = place.fill(lines);
        images.put(table, place);
        staged.put(table, place.documents());
        return rows;
    }

    @Override
    public void confine(TableName table, List<String> columns) {
        throw new IllegalStateException("Documents of table %s have no columns to confine them to".formatted(table));
    }

    @Override
    public void runTriggers() {
        // There are none.
    }

    @Override
    public Map<TableName, KeptRows> protect(Collection<KeepRule> rules) {
        rules.stream().filter(rule -> schema.find(rule.table()).isPresent()).forEach(kept::byRule);
        return giveWay();
    }

    @Override
    public Map<TableName, KeptRows> keep(Collection<KeepRule> rules) {
        rules.stream().filter(rule -> schema.find(rule.table()).isPresent()).forEach(kept::byRule);
        undone.forEach((table, rows) -> kept.addedSince(table, rows.place()));
        return giveWay();
    }

    private Map<TableName, KeptRows> giveWay() {
        images.values().forEach(kept::displace);
        staged.forEach((table, rows) -> {
            if (!images.containsKey(table)) {
                kept.displace(rows);
            }
        });
        return kept.counts();
    }

    @Override
    public RowChanges compare(TableName table) {
        StagedDocuments beside = whole(require(staged, table));
        DocumentPlan plan = plan(table, beside.place());
        Replacement replacement = new Replacement(plan, kept.of(table));
        replacement.put();
        replacement.takeOut();
        long late = replacement.skipped();
        return planned(plan, replacement.rows(), beside.rows() - late, beside.skipped() + late, Optional.empty());
    }

    @Override
    public RowChanges compareWithEmpty(TableName table) {
        DocumentPlan plan = plan(table, staging.next());
        Replacement replacement = new Replacement(plan, kept.of(table));
        replacement.takeOut();
        return planned(plan, replacement.rows(), 0, 0, Optional.empty());
    }

    @Override
    public RowChanges merge(TableName table, MergeRules rules) {
        StagedDocuments beside = whole(require(staged, table));
        @Nullable StagedDocuments base = rules.base() ? whole(require(bases, table)) : null;
        DocumentPlan plan = plan(table, beside.place());
        Merge merge = new Merge(plan, beside, base, kept.of(table), rules);
        merge.compare();
        long rows = plan.documents().count();
        return planned(plan, rows, merge.compared(), merge.skipped(), new Undecided(plan).refusal());
    }

    @Override
    public RowChanges revert(TableName table, boolean force) {
        StagedImages beside = require(images, table);
        DocumentPlan plan = plan(table, whole(beside.documents()).place());
        whole(beside.descriptions());
        Reversal reversal = new Reversal(plan, beside, kept.of(table), force);
        reversal.compare();
        StagedDocuments descriptions = beside.descriptions();
        long rows = plan.documents().count();
        long late = reversal.skipped();
        return planned(plan, rows, descriptions.rows() - late, descriptions.skipped() + late, reversal.refusal());
    }

    private StagedDocuments whole(StagedDocuments beside) {
        staging.requireWhole(beside.place(), beside.table(), beside.rows());
        return beside;
    }

    private DocumentPlan plan(TableName table, Documents beside) {
        return new DocumentPlan(connection, PlanPlaces.next(staging, table, beside));
    }

    private RowChanges planned(DocumentPlan plan, long rows, long compared, long skipped, Optional<JobError> refusal) {
        List<JobError> refusals = new ArrayList<>(refusal.stream().toList());
        for (UniqueIndex index : new CollectionIndexes(connection, plan.table()).unique()) {
            new UniqueValues(connection, plan, index).judge().ifPresent(refusals::add);
        }
        RowChanges changes = plan.changes(rows);
        planned.put(plan.table(), new PlannedTable(plan, changes, compared, skipped, refusals));
        return changes;
    }

    @Override
    public List<JobError> violations() {
        return planned.values().stream()
                .flatMap(table -> table.refusals().stream())
                .toList();
    }

    @Override
    public List<JobError> unmovable() {
        return List.of();
    }

    @Override
    public TableDifferences differences(TableName table) {
        PlannedTable found = require(planned, table);
        return DocumentDifferences.of(found.plan(), found.compared(), found.skipped(), images.containsKey(table));
    }

    @Override
    public void printDifferences(TableName table, ByteSink lines) throws IOException {
        PlannedTable found = require(planned, table);
        @Nullable StagedDocuments base = bases.get(table);
        new DifferenceLines(found.plan(), base == null ? null : base.place()).print(lines);
    }

    @Override
    public List<OutsideReference> outsideReferences(Collection<TableName> changed) {
        return List.of();
    }

    /** What is planned, by the name of the collection. */
    Map<TableName, PlannedTable> planned() {
        return planned;
    }

    private static <T> T require(Map<TableName, T> places, TableName table) {
        @Nullable T found = places.get(table);
        if (found == null) {
            throw new IllegalStateException("Nothing about table %s is put beside it".formatted(table));
        }
        return found;
    }

    @Override
    public void close() {
        staging.clear();
    }
}
