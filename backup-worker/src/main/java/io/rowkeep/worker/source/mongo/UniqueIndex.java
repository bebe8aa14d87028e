package io.rowkeep.worker.source.mongo;

import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * A unique index whose values can be foreseen: over plain fields, compared byte by byte.
 *
 * @param keys its own description of its fields
 * @param filter which documents it is about; null for all
 * @param sparse whether documents without any of its fields are left out
 */
record UniqueIndex(String name, BsonDocument keys, @Nullable BsonDocument filter, boolean sparse) {

    /** As the server describes it; empty for one that is not unique, or that only the server can judge. */
    static Optional<UniqueIndex> of(BsonDocument described) {
        BsonDocument keys = described.getDocument("key");
        boolean plain = keys.values().stream().allMatch(BsonNumber.class::isInstance);
        boolean unique = described.containsKey("unique")
                && described.get("unique").asBoolean().getValue();
        if (!unique || !plain || described.containsKey("collation") || keys.containsKey(CollectionTable.ID)) {
            return Optional.empty();
        }
        return Optional.of(new UniqueIndex(
                described.getString("name").getValue(),
                keys,
                described.containsKey("partialFilterExpression")
                        ? described.getDocument("partialFilterExpression")
                        : null,
                described.containsKey("sparse")
                        && described.get("sparse").asBoolean().getValue()));
    }

    /** What no two documents may share; empty where the index has nothing of this document, or several values. */
    Optional<DocumentId> values(BsonDocument document) {
        BsonDocument values = new BsonDocument();
        boolean any = false;
        for (String path : keys.keySet()) {
            @Nullable BsonValue value = document;
            for (String name : path.split("\\.", -1)) {
                value = value instanceof BsonDocument inner ? inner.get(name) : null;
                if (value != null && value.isArray()) {
                    return Optional.empty();
                }
            }
            any |= value != null;
            values.append(path, value == null ? BsonNull.VALUE : value);
        }
        return sparse && !any ? Optional.empty() : Optional.of(DocumentId.of(values));
    }

    /** The documents with one of these values, as a filter. */
    Bson holding(Iterable<DocumentId> values) {
        List<Bson> any = new ArrayList<>();
        values.forEach(tuple -> any.add(Filters.and(tuple.value().asDocument().entrySet().stream()
                .map(field -> Filters.eq(field.getKey(), field.getValue()))
                .toList())));
        return filter == null ? Filters.or(any) : Filters.and(Filters.or(any), filter);
    }

    @Override
    public String toString() {
        return "(" + String.join(", ", keys.keySet()) + ")";
    }
}
