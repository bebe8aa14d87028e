package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.TableName;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * Where everything lies that is needed to change one collection, as long as the change is not over.
 *
 * @param items what becomes of each document
 * @param before those documents that differ, as they are now
 * @param results documents made of both sides
 * @param staged those that were put beside it
 */
record PlanPlaces(TableName table, TableName items, TableName before, TableName results, TableName staged) {

    /** New ones, for what is beside the table already. */
    static PlanPlaces next(Staging staging, TableName table, Documents beside) {
        return new PlanPlaces(
                table,
                staging.next().name(),
                staging.next().name(),
                staging.next().name(),
                beside.name());
    }

    /** The names of the collections beside the table. */
    List<String> names() {
        return List.of(items.name(), before.name(), results.name(), staged.name());
    }

    BsonDocument document() {
        return new BsonDocument("table", new BsonString(table.name()))
                .append("items", new BsonString(items.name()))
                .append("before", new BsonString(before.name()))
                .append("results", new BsonString(results.name()))
                .append("staged", new BsonString(staged.name()));
    }

    static PlanPlaces of(BsonDocument document) {
        return new PlanPlaces(
                name(document, "table"),
                name(document, "items"),
                name(document, "before"),
                name(document, "results"),
                name(document, "staged"));
    }

    private static TableName name(BsonDocument document, String field) {
        return CollectionTable.name(document.getString(field).getValue());
    }
}
