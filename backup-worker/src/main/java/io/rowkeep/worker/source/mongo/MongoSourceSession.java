package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.ValueCount;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceSnapshot;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.StagedSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads from one client. */
final class MongoSourceSession implements SourceSession {

    private final MongoConnection connection;
    private final SessionTag tag;
    private final MongoLimits limits;
    private final CollectionCatalogue catalogue;

    MongoSourceSession(MongoConnection connection, SessionTag tag, MongoLimits limits) {
        this.connection = connection;
        this.tag = tag;
        this.limits = limits;
        this.catalogue = new CollectionCatalogue(connection);
    }

    @Override
    public Selection select(DatasetDefinition dataset, List<TableName> requested) {
        CollectionSelection selection = new CollectionSelection(catalogue.collections(), dataset);
        return new Selection(described(selection, requested).toList(), selection.skipped(), List.of());
    }

    /** With those that the dataset names and that are not there yet. */
    @Override
    public List<SourceTable> destinations(DatasetDefinition dataset) {
        CollectionSelection selection = new CollectionSelection(catalogue.collections(), dataset);
        return Stream.concat(
                        described(selection, List.of()),
                        selection.missing().stream().map(name -> CollectionTable.describe(name, null)))
                .toList();
    }

    private Stream<SourceTable> described(CollectionSelection selection, List<TableName> requested) {
        return selection.only(requested).stream()
                .map(collection -> CollectionTable.describe(collection.name(), catalogue.shape(collection)));
    }

    @Override
    public List<String> invalidKeepRules(DatasetDefinition dataset) {
        KeepFilters filters = new KeepFilters(connection, catalogue.collections());
        return dataset.keep().stream()
                .map(filters::complaint)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public long countRows(TableName table) {
        return connection.on(table, () -> connection.collection(table).countDocuments());
    }

    @Override
    public Map<String, List<ValueCount>> countValues(SourceTable table, List<String> columns) {
        return FieldValues.count(connection, table.name(), columns, null);
    }

    @Override
    public SourceSnapshot openSnapshot(Selection selection) {
        return MongoSnapshot.open(connection, selection, limits);
    }

    @Override
    public StagedSnapshot openStage(DatasetDefinition dataset) {
        return new MongoStage(connection, new Staging(connection, tag), dataset.fields(), limits);
    }

    @Override
    public void interrupt() {
        connection.interrupt();
    }

    @Override
    public void close() {
        connection.close();
    }
}
