package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.SequenceState;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ValueCount;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.Slice;
import io.rowkeep.worker.source.SourceSnapshot;
import io.rowkeep.worker.source.SourceTable;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A repeatable-read transaction that holds its tables' locks until it is closed. */
final class PostgresSnapshot implements SourceSnapshot {

    private final PostgresConnection connection;
    private final Snapshot origin;
    private final Map<TableName, List<Relation>> contents;
    private final Map<Long, Long> filenodes;
    private final PostgresLimits limits;

    /**
     * Takes over a transaction in which locks and snapshot are had.
     *
     * @param contents each table, and after it the partitions that hold its rows
     * @param filenodes as they were then
     */
    PostgresSnapshot(
            PostgresConnection connection,
            Snapshot origin,
            Map<TableName, List<Relation>> contents,
            Map<Long, Long> filenodes,
            PostgresLimits limits) {
        this.connection = connection;
        this.origin = origin;
        this.contents = contents;
        this.filenodes = filenodes;
        this.limits = limits;
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
        List<TableName> holders = relations(slice.table()).stream()
                .filter(relation -> relation.kind() == Relation.Kind.TABLE)
                .map(Relation::name)
                .toList();
        return CopiedRows.of(connection, slice.table(), holders, limits.maxRowBytes());
    }

    @Override
    public Map<String, List<ValueCount>> countValues(SourceTable table, List<String> columns) {
        List<String> present = ColumnValues.names(table.columns(), table.generated());
        String rows = relations(table).getFirst().sql();
        return ColumnValues.count(connection, table.name(), rows, columns, present);
    }

    @Override
    public List<SequenceState> sequences(SourceTable table) {
        return new Sequences(connection).feeding(relations(table));
    }

    @Override
    public void verifyUnchanged() {
        Map<Long, Long> now = Filenodes.of(connection, contents.values());
        contents.forEach((table, relations) -> {
            for (Relation relation : relations) {
                if (!Objects.equals(filenodes.get(relation.oid()), now.get(relation.oid()))) {
                    throw new BackupException(
                            ErrorCode.SOURCE_CONFLICT,
                            "Source %s, table %s: it was emptied or rewritten while it was read"
                                    .formatted(connection.source(), relation.name()));
                }
            }
        });
    }

    @Override
    public void close() {
        connection.rollback();
    }

    private List<Relation> relations(SourceTable table) {
        List<Relation> relations = contents.get(table.name());
        if (relations == null) {
            throw new IllegalArgumentException("Table %s is not in this snapshot".formatted(table.name()));
        }
        return relations;
    }
}
