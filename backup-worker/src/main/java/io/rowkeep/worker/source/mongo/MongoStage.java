package io.rowkeep.worker.source.mongo;

import io.rowkeep.artifact.SequenceState;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.dataset.FieldType;
import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.Slice;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.StagedSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collections beside those that the records are for: the server checks every document, and that no two have the same {@code _id}.
 * They are dropped in the end, and what an attempt before had to leave behind is dropped first.
 */
final class MongoStage implements StagedSnapshot {

    private final MongoConnection connection;
    private final Staging staging;
    private final Map<TableName, Map<String, FieldType>> fields;
    private final MongoLimits limits;
    private final Snapshot origin;
    private final Map<TableName, Stage> stages = new HashMap<>();

    /** @param fields what fields of each collection's records become */
    MongoStage(
            MongoConnection connection,
            Staging staging,
            Map<TableName, Map<String, FieldType>> fields,
            MongoLimits limits) {
        this.connection = connection;
        this.staging = staging;
        this.fields = fields;
        this.limits = limits;
        this.origin = MongoOrigin.read(connection, Snapshot.Consistency.IMPORTED);
        staging.sweep(Set.of());
    }

    /** Lines are JSON objects, with plain values or those of Extended JSON. */
    @Override
    public long stage(SourceTable table, List<String> columns, LineSource lines) {
        Documents place = staging.next();
        DocumentReader reader = DocumentReader.ofRecords(fields.getOrDefault(table.name(), Map.of()));
        long records = new ImportedDocuments(table.name(), place, reader).fill(lines);
        stages.put(table.name(), new Stage(place, records));
        return records;
    }

    /** The server looked at every document when it came; a validator of the collection judges when a restore writes it. */
    @Override
    public void requireHoldable(SourceTable table) {}

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
        TableName table = slice.table().name();
        Stage stage = stages.get(table);
        if (stage == null) {
            throw new IllegalArgumentException("Nothing was put beside table %s".formatted(table));
        }
        staging.requireWhole(stage.place(), table, stage.records());
        return DocumentLines.of(
                connection, table, stage.place().collection().find().sort(MongoSnapshot.BY_ID), limits);
    }

    /** There are none. */
    @Override
    public List<SequenceState> sequences(SourceTable table) {
        return List.of();
    }

    /** Nobody else writes to these collections. */
    @Override
    public void verifyUnchanged() {}

    @Override
    public void close() {
        staging.clear();
    }

    /** Where the records of a collection are, and how many. */
    private record Stage(Documents place, long records) {}
}
