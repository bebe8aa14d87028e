package io.rowkeep.worker.source.mongo;

import com.mongodb.client.AggregateIterable;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Sorts;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.ValueCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Which values occur how often in fields; the most frequent ones only, and of long texts the beginning: a count is no export. */
final class FieldValues {

    private static final int MOST = 100;
    private static final int LONGEST = 200;
    private static final String ROWS = "rows";

    private FieldValues() {}

    /**
     * Counts them. A document without the field counts as one where it is null.
     *
     * @param fields dots lead into subdocuments
     * @param instant the session to read in; null for as of now
     */
    static Map<String, List<ValueCount>> count(
            MongoConnection connection, TableName table, List<String> fields, @Nullable ClientSession instant) {
        Map<String, List<ValueCount>> counts = new LinkedHashMap<>();
        for (String field : fields) {
            counts.put(field, connection.on(table, () -> count(connection.collection(table), field, instant)));
        }
        return counts;
    }

    private static List<ValueCount> count(
            MongoCollection<?> collection, String field, @Nullable ClientSession instant) {
        List<Bson> stages = List.of(
                Aggregates.group("$" + field, Accumulators.sum(ROWS, 1L)),
                Aggregates.sort(Sorts.orderBy(Sorts.descending(ROWS), Sorts.ascending(CollectionTable.ID))),
                Aggregates.limit(MOST));
        AggregateIterable<BsonDocument> groups = instant == null
                ? collection.aggregate(stages, BsonDocument.class)
                : collection.aggregate(instant, stages, BsonDocument.class);
        // Servers before 6.0 refuse a group that does not fit into their memory unless they are told.
        return groups.allowDiskUse(true)
                .map(group -> new ValueCount(
                        text(group.get(CollectionTable.ID)),
                        group.getNumber(ROWS).longValue()))
                .into(new ArrayList<>());
    }

    private static @Nullable String text(@Nullable BsonValue value) {
        String text = switch (value) {
            case null -> null;
            case BsonValue none when none.isNull() -> null;
            case BsonValue string when string.isString() -> string.asString().getValue();
            case BsonValue bool
            when bool.isBoolean() -> String.valueOf(bool.asBoolean().getValue());
            case BsonValue id when id.isObjectId() -> id.asObjectId().getValue().toHexString();
            case BsonValue number
            when number.isInt32() || number.isInt64() ->
                String.valueOf(number.asNumber().longValue());
            default -> ExtendedJson.text(new BsonDocument("value", value));
        };
        return text == null ? null : ValueText.storable(text, LONGEST);
    }
}
