package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.SequenceState;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ValueCount;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.Slice;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.StagedSnapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Temporary tables of one transaction, which is rolled back in the end: not even the catalogue keeps a trace of them. */
final class PostgresStage implements StagedSnapshot {

    private final PostgresConnection connection;
    private final Catalogue catalogue;
    private final Snapshot origin;
    private final PostgresLimits limits;
    private final Map<TableName, TableName> stages = new HashMap<>();

    private PostgresStage(PostgresConnection connection, Catalogue catalogue, Snapshot origin, PostgresLimits limits) {
        this.connection = connection;
        this.catalogue = catalogue;
        this.origin = origin;
        this.limits = limits;
    }

    /** Begins the transaction. */
    static PostgresStage open(PostgresConnection connection, Catalogue catalogue, PostgresLimits limits) {
        connection.begin();
        Snapshot origin = Origin.read(connection, Snapshot.Consistency.IMPORTED);
        String missing = connection.single("""
                select case
                    when pg_catalog.pg_is_in_recovery() then 'a server that is no standby'
                    when not pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMPORARY')
                        then 'the privilege TEMPORARY: grant temporary on database '
                            || pg_catalog.quote_ident(pg_catalog.current_database()) || ' to '
                            || pg_catalog.quote_ident(current_user)
                    end
                """, row -> Objects.requireNonNullElse(row.getString(1), ""));
        if (!missing.isEmpty()) {
            throw new BackupException(
                    ErrorCode.SOURCE_ACCESS_DENIED,
                    "Source %s: an import checks the records in temporary tables and needs %s"
                            .formatted(connection.source(), missing));
        }
        return new PostgresStage(connection, catalogue, origin, limits);
    }

    @Override
    public long stage(SourceTable table, List<String> columns, LineSource lines) {
        String name = "rowkeep_import_" + (stages.size() + 1);
        TableName stage = new TableName("pg_temp", name);
        stages.put(table.name(), stage);
        List<String> all = table.columns().stream().map(Column::name).toList();
        try {
            connection.execute("create temp table %s on commit drop as select %s from %s t with no data"
                    .formatted(name, SqlLists.of(all, column -> "t." + column), Quoted.table(table.name())));
        } catch (BackupException e) {
            throw connection.on(table.name(), e);
        }
        try {
            return new CopyIntoTable(connection).copy(table.name(), Quoted.table(stage), columns, lines);
        } catch (BackupException e) {
            throw refusal(name, e);
        }
    }

    @Override
    public void requireHoldable(SourceTable table) {
        TableName stage = stages.get(table.name());
        if (stage != null) {
            new StageConstraints(connection, table, stage).require();
        }
    }

    /** What the server says of a line is said of a record: which one, which column, which value. */
    private static BackupException refusal(String stage, BackupException failure) {
        boolean value = failure.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && cause.getSQLState().matches("2[23].*|54.*");
        return value
                ? new BackupException(
                        ErrorCode.IMPORT_REFUSED,
                        String.valueOf(failure.getMessage())
                                .replaceAll("COPY " + stage + ", line (\\d+)", "record $1")
                                .replace(stage, "the table"),
                        failure)
                : failure;
    }

    @Override
    public Snapshot origin() {
        return origin;
    }

    @Override
    public List<Slice> split(SourceTable table) {
        return List.of(Slice.whole(table));
    }

    @Override
    public RowStream rows(Slice slice) {
        SourceTable table = slice.table();
        TableName stage = stages.get(table.name());
        return CopiedRows.of(connection, table, stage == null ? List.of() : List.of(stage), limits.maxRowBytes());
    }

    @Override
    public Map<String, List<ValueCount>> countValues(SourceTable table, List<String> columns) {
        TableName stage = stages.get(table.name());
        List<String> present = ColumnValues.names(table.columns(), List.of());
        return stage == null
                ? Map.of()
                : ColumnValues.count(connection, table.name(), Quoted.table(stage), columns, present);
    }

    @Override
    public List<SequenceState> sequences(SourceTable table) {
        Relations relations = catalogue.relations();
        List<Relation> holders = new ArrayList<>();
        relations.find(table.name()).ifPresent(relation -> {
            holders.add(relation);
            relations.leaves(relation).stream()
                    .filter(leaf -> !leaf.equals(relation))
                    .forEach(holders::add);
        });
        return new Sequences(connection).feeding(holders);
    }

    /** Nobody else sees these tables. */
    @Override
    public void verifyUnchanged() {}

    @Override
    public void close() {
        connection.rollback();
    }
}
