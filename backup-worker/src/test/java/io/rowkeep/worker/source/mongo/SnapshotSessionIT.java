package io.rowkeep.worker.source.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rowkeep.artifact.Snapshot;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.testing.MongoReplicaSet;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceSnapshot;
import io.rowkeep.worker.source.SourceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;

/** All collections at one instant, on a real replica set; skipped where there is no Docker. */
class SnapshotSessionIT {

    @Test
    void whatChangesAfterwardsIsNotSeen() {
        Optional<String> server = MongoReplicaSet.find().map(MongoReplicaSet::database);
        assumeTrue(server.isPresent(), "there is no Docker engine");
        try (MongoSite site = new MongoSite(server.orElseThrow());
                SourceSession session = site.source().openSource(new SessionTag("test", 1))) {
            site.insert("orders", "{\"_id\": 1}").insert("users", "{\"_id\": 1}", "{\"_id\": 2}");
            Selection selection = session.select(DatasetDefinition.all(), List.of());
            try (SourceSnapshot snapshot = session.openSnapshot(selection)) {
                site.insert("users", "{\"_id\": 3}");
                site.collection("users").deleteOne(new BsonDocument("_id", new BsonInt32(1)));

                assertThat(snapshot.origin().consistency()).isEqualTo(Snapshot.Consistency.SNAPSHOT);
                assertThat(lines(snapshot, selection.tables().getLast()))
                        .containsExactlyInAnyOrder(
                                "{\"_id\":{\"$numberInt\":\"1\"}}\n", "{\"_id\":{\"$numberInt\":\"2\"}}\n");
            }
        }
    }

    private static List<String> lines(SourceSnapshot snapshot, SourceTable table) {
        List<String> lines = new ArrayList<>();
        try (RowStream rows = snapshot.rows(snapshot.split(table).getFirst())) {
            for (byte[] line = rows.next(); line != null; line = rows.next()) {
                lines.add(new String(line, UTF_8));
            }
        }
        return lines;
    }
}
