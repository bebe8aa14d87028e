package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

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

    /** @throws BackupException with {@code UNSUPPORTED} when no job may change its documents */
    void requireChangeable(SourceName source) {
        @Nullable String obstacle = obstacle();
        if (obstacle != null) {
            throw new BackupException(
                    ErrorCode.UNSUPPORTED,
                    "Table %s of source %s cannot be changed: it %s".formatted(name, source, obstacle));
        }
    }

    private @Nullable String obstacle() {
        if (!isPlain()) {
            return "is a " + phrase();
        }
        if (isSystem() || isOwn()) {
            return "is not the application's";
        }
        if (options.containsKey("capped")) {
            return "is capped, so that the server drops documents by itself";
        }
        return options.containsKey("collation") ? "has a collation, by which its own _ids are compared" : null;
    }
}
