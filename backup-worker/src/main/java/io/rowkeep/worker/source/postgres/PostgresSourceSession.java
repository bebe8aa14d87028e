package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetQuery;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.ValueCount;
import io.rowkeep.worker.source.OpenedQuery;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceSnapshot;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.StagedSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads from one connection. */
final class PostgresSourceSession implements SourceSession {

    private final PostgresConnection connection;
    private final PostgresLimits limits;
    private final Catalogue catalogue;

    PostgresSourceSession(PostgresConnection connection, PostgresLimits limits) {
        this.connection = connection;
        this.limits = limits;
        this.catalogue = new Catalogue(connection);
    }

    @Override
    public Selection select(DatasetDefinition dataset, List<TableName> requested) {
        Relations relations = catalogue.relations();
        TableSelection selection = new TableSelection(relations, dataset);
        List<Relation> tables = requested.isEmpty() ? selection.tables() : selection.only(requested);
        List<String> warnings = new ArrayList<>(selection.warnings());
        warnings.addAll(ColumnWarnings.of(tables, catalogue.columns(tables)));
        return new Selection(catalogue.describe(tables, relations), selection.skipped(), warnings);
    }

    @Override
    public List<String> invalidKeepRules(DatasetDefinition dataset) {
        if (dataset.keep().isEmpty()) {
            return List.of();
        }
        KeepRuleCheck check = new KeepRuleCheck(connection, catalogue.relations());
        return dataset.keep().stream()
                .map(check::complaint)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public long countRows(TableName table) {
        try {
            return connection.single("select count(*) from " + rows(table), row -> row.getLong(1));
        } catch (BackupException e) {
            throw connection.on(table, e);
        }
    }

    @Override
    public Map<String, List<ValueCount>> countValues(SourceTable table, List<String> columns) {
        List<String> present = ColumnValues.names(table.columns(), table.generated());
        return ColumnValues.count(connection, table.name(), rows(table.name()), columns, present);
    }

    private String rows(TableName table) {
        return catalogue.relations().find(table).map(Relation::sql).orElseGet(() -> Quoted.table(table));
    }

    @Override
    public SourceSnapshot openSnapshot(Selection selection) {
        SnapshotOpening opening = new SnapshotOpening(connection, catalogue, limits);
        try {
            return opening.open(selection);
        } catch (RuntimeException e) {
            connection.rollbackAfter(e);
            throw e;
        }
    }

    @Override
    public Optional<String> invalidQuery(DatasetDefinition dataset) {
        return Optional.ofNullable(dataset.query())
                .flatMap(query -> new QueryCheck(connection).complaint(dataset, query));
    }

    @Override
    public OpenedQuery openQuery(DatasetQuery query, Map<String, String> values) {
        try {
            return QuerySnapshot.open(connection, ConfiguredQuery.of(query), values, limits.maxRowBytes());
        } catch (RuntimeException e) {
            connection.rollbackAfter(e);
            throw e;
        }
    }

    @Override
    public StagedSnapshot openStage(DatasetDefinition dataset) {
        try {
            return PostgresStage.open(connection, catalogue, limits);
        } catch (RuntimeException e) {
            connection.rollbackAfter(e);
            throw e;
        }
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
