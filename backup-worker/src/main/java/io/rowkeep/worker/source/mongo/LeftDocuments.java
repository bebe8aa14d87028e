package io.rowkeep.worker.source.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.rowkeep.dataset.TableName;
import java.util.List;
import java.util.Optional;
import org.bson.RawBsonDocument;

/**
 * Documents that could not be put back, as they were before the change: kept in a collection of their own, which nobody drops but its
 * owner. Can be done again as long as the plan is there.
 */
final class LeftDocuments {

    /** What the names of all such collections begin with. */
    static final String PREFIX = "rowkeep_left_";

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoConnection connection;
    private final DocumentPlan plan;
    private final Documents place;
    private boolean any;

    LeftDocuments(MongoConnection connection, DocumentPlan plan) {
        this.connection = connection;
        this.plan = plan;
        String before = plan.places().before().name();
        this.place =
                new Documents(connection, CollectionTable.name(PREFIX + before.substring(Staging.PREFIX.length())));
    }

    /** Keeps them; says where, or nothing when none of them was there before the change. */
    Optional<TableName> keep() {
        plan.eachBatch(
                DocumentPlan.left(),
                items -> keep(List.copyOf(plan.before(items).values())));
        return any ? Optional.of(place.name()) : Optional.empty();
    }

    private void keep(List<RawBsonDocument> documents) {
        if (documents.isEmpty()) {
            return;
        }
        any = true;
        connection.on(
                place.name(),
                () -> place.collection()
                        .bulkWrite(documents.stream()
                                .map(document -> new ReplaceOneModel<>(
                                        Filters.eq(CollectionTable.ID, DocumentId.valueIn(document)), document, UPSERT))
                                .toList()));
    }
}
