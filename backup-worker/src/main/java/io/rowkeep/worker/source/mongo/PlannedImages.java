package io.rowkeep.worker.source.mongo;

import com.mongodb.client.MongoCursor;
import io.rowkeep.worker.source.RowStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** Images of the documents that a plan changes, in order of their {@code _id}: what they were, and what they will be. */
final class PlannedImages implements RowStream {

    private final DocumentPlan plan;
    private final MongoCursor<RawBsonDocument> items;
    private final Deque<byte[]> lines = new ArrayDeque<>();

    PlannedImages(DocumentPlan plan) {
        this.plan = plan;
        this.items = plan.cursor(PlannedDocument.APPLIED);
    }

    @Override
    public byte @Nullable [] next() {
        if (lines.isEmpty()) {
            List<PlannedDocument> batch = plan.next(items);
            Map<DocumentId, RawBsonDocument> before = plan.before(batch);
            batch.forEach(item ->
                    lines.add(StagedImages.line(item.id(), before.get(DocumentId.of(item.id())), item.becomes())));
        }
        return lines.poll();
    }

    @Override
    public void close() {
        items.close();
    }
}
