package io.rowkeep.worker.source.mongo;

import io.rowkeep.artifact.Snapshot;
import io.rowkeep.dataset.SourceType;
import java.time.Instant;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;

/** Says where documents are from, and when. */
final class MongoOrigin {

    /** Every server knows the older name of "hello". */
    private static final BsonDocument HELLO = new BsonDocument("isMaster", new BsonInt32(1));

    private MongoOrigin() {}

    /** As of now, by the server's clock. */
    static Snapshot read(MongoConnection connection, Snapshot.Consistency consistency) {
        BsonValue now = connection.command(HELLO).get("localTime");
        return new Snapshot(
                SourceType.MONGODB.id(),
                connection.version(),
                "UTF8",
                connection.database().getName(),
                Instant.ofEpochMilli(
                        now == null
                                ? System.currentTimeMillis()
                                : now.asDateTime().getValue()),
                null,
                consistency);
    }
}
