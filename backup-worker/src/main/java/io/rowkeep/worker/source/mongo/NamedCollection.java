package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.TableName;
import org.bson.BsonDocument;

/**
 * Something in a database that has documents or shows them.
 *
 * @param type {@code collection}, {@code view} or {@code timeseries}
 * @param options what it was made with, as it would be made again
 */
record NamedCollection(TableName name, String type, BsonDocument options) {

    /** The prefix of what Rowkeep keeps in a database for itself: its ledger, and what it puts beside collections. */
    static final String OWN_PREFIX = "rowkeep_";

    boolean isPlain() {
        return type.equals("collection");
    }

    boolean isSystem() {
        return name.name().startsWith("system.");
    }

    boolean isOwn() {
        return name.name().startsWith(OWN_PREFIX);
    }

    /** For a person. */
    String phrase() {
        return switch (type) {
            case "view" -> "view";
            case "timeseries" -> "time series collection";
            default -> "collection of type " + type;
        };
    }
}
