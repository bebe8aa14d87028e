package io.rowkeep.worker.source.mongo;

import io.rowkeep.job.JobError;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;

/**
 * What is left of a change that was taken back as far as it could be.
 *
 * @param left how many documents could not be put back, because others wrote to them or the server refused them
 * @param kept the names of the collections that hold how these were before
 */
record TakenBack(long left, List<String> kept) {

    private static final String LEFT = "left";
    private static final String KEPT = "kept";

    TakenBack {
        kept = List.copyOf(kept);
    }

    /** The reason why the change came to nothing, and what is left of it. */
    JobError told(JobError reason) {
        return new JobError(
                reason.code(), "%s (what had been written was taken back%s)".formatted(reason.message(), exceptions()));
    }

    private String exceptions() {
        if (left == 0) {
            return "";
        }
        String where = kept.isEmpty() ? "" : ": how they were before is kept in collection " + String.join(", ", kept);
        return ", but for %d documents that others wrote to or the server refused%s".formatted(left, where);
    }

    BsonDocument document() {
        return new BsonDocument(LEFT, new BsonInt64(left))
                .append(KEPT, new BsonArray(kept.stream().map(BsonString::new).toList()));
    }

    static TakenBack of(BsonDocument document) {
        return new TakenBack(
                document.getInt64(LEFT).getValue(),
                document.getArray(KEPT).stream()
                        .map(name -> name.asString().getValue())
                        .toList());
    }
}
