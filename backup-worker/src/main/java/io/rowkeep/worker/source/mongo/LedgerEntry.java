package io.rowkeep.worker.source.mongo;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.Requester;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.worker.source.LedgerRow;
import io.rowkeep.worker.source.LedgerRow.Decision;
import java.util.List;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A document of the ledger: a decision, and while it is under way what it takes to finish it.
 *
 * @param row the decision
 * @param tables where the plan of each collection lies; empty when nothing is under way
 * @param indexes that are to be there in the end
 * @param takenBack what is left of a change that came to nothing; null as long as that is not known
 */
record LedgerEntry(
        LedgerRow row,
        LedgerState state,
        List<PlanPlaces> tables,
        List<WantedIndex> indexes,
        @Nullable TakenBack takenBack) {

    /** The field of the {@link LedgerState}. */
    static final String OUTCOME = "outcome";

    private static final String TABLES = "tables";
    private static final String INDEXES = "indexes";
    private static final String TAKEN_BACK = "taken_back";

    LedgerEntry {
        tables = List.copyOf(tables);
        indexes = List.copyOf(indexes);
    }

    /** One that nothing of is taken back. */
    LedgerEntry(LedgerRow row, LedgerState state, List<PlanPlaces> tables, List<WantedIndex> indexes) {
        this(row, state, tables, indexes, null);
    }

    /** A decision after which nothing is left to do. */
    static LedgerEntry of(LedgerRow row) {
        LedgerState state = row.decision() == Decision.APPLIED ? LedgerState.APPLIED : LedgerState.VOID;
        return new LedgerEntry(row, state, List.of(), List.of());
    }

    /** The same, of which it is known what is left. */
    LedgerEntry with(TakenBack known) {
        return new LedgerEntry(row, state, tables, indexes, known);
    }

    /** The names of all collections that it takes to finish it. */
    List<String> places() {
        return tables.stream().flatMap(table -> table.names().stream()).toList();
    }

    /** @param at now, in milliseconds of the epoch */
    BsonDocument document(long at) {
        BsonDocument document = new BsonDocument(
                        CollectionTable.ID, new BsonString(row.job().toString()))
                .append(OUTCOME, new BsonString(state.id()))
                .append("attempt", new BsonInt32(row.attempt()))
                .append("applied_at", new BsonDateTime(at))
                .append("requested_by", new BsonString(row.requestedBy().value()));
        append(document, "safety_backup_id", row.safetyBackup());
        append(document, "undo_digest", row.undoDigest());
        append(document, "statistics", json(row.statistics()));
        append(document, "error", json(row.error()));
        if (state.isUnderWay()) {
            document.append(
                    TABLES,
                    new BsonArray(tables.stream().map(PlanPlaces::document).toList()));
            document.append(
                    INDEXES,
                    new BsonArray(indexes.stream().map(WantedIndex::document).toList()));
            if (takenBack != null) {
                document.append(TAKEN_BACK, takenBack.document());
            }
        }
        return document;
    }

    static LedgerEntry of(BsonDocument document) {
        LedgerState state = LedgerState.of(document.getString(OUTCOME).getValue());
        boolean applied = state == LedgerState.APPLYING || state == LedgerState.APPLIED;
        @Nullable String saved = text(document, "safety_backup_id");
        LedgerRow row = new LedgerRow(
                new JobId(UUID.fromString(document.getString(CollectionTable.ID).getValue())),
                applied ? Decision.APPLIED : Decision.VOID,
                document.getInt32("attempt").getValue(),
                new Requester(document.getString("requested_by").getValue()),
                saved == null ? null : new BackupId(UUID.fromString(saved)),
                read(text(document, "statistics"), JobStatistics.class),
                text(document, "undo_digest"),
                read(text(document, "error"), JobError.class));
        return new LedgerEntry(
                row,
                state,
                array(document, TABLES).stream()
                        .map(table -> PlanPlaces.of(table.asDocument()))
                        .toList(),
                array(document, INDEXES).stream()
                        .map(index -> WantedIndex.of(index.asDocument()))
                        .toList(),
                document.containsKey(TAKEN_BACK) ? TakenBack.of(document.getDocument(TAKEN_BACK)) : null);
    }

    private static List<BsonValue> array(BsonDocument document, String field) {
        return document.containsKey(field) ? document.getArray(field).getValues() : List.of();
    }

    private static void append(BsonDocument document, String field, @Nullable Object value) {
        if (value != null) {
            document.append(field, new BsonString(value.toString()));
        }
    }

    private static @Nullable String text(BsonDocument document, String field) {
        return document.containsKey(field) ? document.getString(field).getValue() : null;
    }

    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : MessageMapper.JSON.writeValueAsString(value);
    }

    private static <T> @Nullable T read(@Nullable String json, Class<T> type) {
        return json == null ? null : MessageMapper.JSON.readValue(json, type);
    }
}
