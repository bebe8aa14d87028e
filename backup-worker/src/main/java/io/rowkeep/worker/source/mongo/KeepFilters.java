package io.rowkeep.worker.source.mongo;

import com.mongodb.client.model.Filters;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.failure.ErrorType;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/** Keep rules of MongoDB: a predicate is a filter as {@code find} takes it, in Extended JSON, such as {@code {"role": "admin"}}. */
final class KeepFilters {

    private final MongoConnection connection;
    private final List<NamedCollection> collections;

    KeepFilters(MongoConnection connection, List<NamedCollection> collections) {
        this.connection = connection;
        this.collections = List.copyOf(collections);
    }

    /**
     * The filter of a rule.
     *
     * @throws BackupException with {@code KEEP_RULE_INVALID} when it is no JSON object
     */
    static BsonDocument filter(KeepRule rule) {
        try {
            return ExtendedJson.parse(rule.predicate());
        } catch (IllegalArgumentException e) {
            throw new BackupException(
                    ErrorCode.KEEP_RULE_INVALID,
                    "The keep rule \"%s\" of table %s %s; a filter of MongoDB is an object such as {\"role\": \"admin\"}"
                            .formatted(rule.predicate(), rule.table(), e.getMessage()),
                    e);
        }
    }

    /** What is wrong with a rule, as a sentence. The server reads the filter, and none of the collection's documents. */
    Optional<String> complaint(KeepRule rule) {
        boolean present = collections.stream()
                .anyMatch(
                        collection -> collection.isPlain() && collection.name().equals(rule.table()));
        if (!present) {
            return Optional.of("The keep rule \"%s\" is about table %s, and source %s has no such collection"
                    .formatted(rule.predicate(), rule.table(), connection.source()));
        }
        try {
            Bson filter = ofNoDocument(filter(rule));
            connection.on(
                    rule.table(),
                    () -> connection.collection(rule.table()).find(filter).first());
            return Optional.empty();
        } catch (BackupException e) {
            if (e.type() == ErrorType.TRANSIENT) {
                throw e;
            }
            return Optional.of(
                    e.code() == ErrorCode.KEEP_RULE_INVALID
                            ? String.valueOf(e.getMessage())
                            : "The keep rule \"%s\" of table %s cannot be evaluated: %s"
                                    .formatted(rule.predicate(), rule.table(), e.getMessage()));
        }
    }

    /**
     * The same about a document that nobody has: a server refuses a filter that is wrong before it looks for anything, and then the index
     * of {@code _id} has nothing to evaluate it on. The filter comes first for servers without a planner, which read from the left.
     */
    private static Bson ofNoDocument(Bson filter) {
        return Filters.and(filter, Filters.eq(CollectionTable.ID, new ObjectId()));
    }
}
