package io.rowkeep.worker.source.mongo;

import static io.rowkeep.job.DifferenceKind.DELETE;
import static io.rowkeep.job.DifferenceKind.INSERT;
import static io.rowkeep.job.DifferenceKind.UPDATE;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** A collection is to hold the documents beside it, those that are kept, and no other. */
final class Replacement {

    private final DocumentPlan plan;
    private final Documents table;
    private final @Nullable Documents kept;

    /** @param kept holds the ids of documents that stay as they are; null when none does */
    Replacement(DocumentPlan plan, @Nullable Documents kept) {
        this.plan = plan;
        this.table = plan.documents();
        this.kept = kept;
    }

    /** Finds what comes and changes. */
    void put() {
        plan.staged().eachBatch(Documents.ALL, documents -> {
            Map<DocumentId, RawBsonDocument> now = table.byId(Documents.ids(documents));
            documents.forEach(document -> put(document, now.get(DocumentId.in(document))));
            plan.flush();
        });
    }

    private void put(RawBsonDocument document, @Nullable RawBsonDocument now) {
        String beside = SameDocuments.digest(document);
        @Nullable String was = SameDocuments.digestOf(now);
        if (!Objects.equals(was, beside)) {
            RawBsonDocument spelled = now == null ? document : now;
            plan.add(
                    PlannedDocument.whole(
                            DocumentId.valueIn(spelled), now == null ? INSERT : UPDATE, true, was, beside),
                    now,
                    document,
                    null);
        }
    }

    /** Finds what goes. */
    void takeOut() {
        table.eachBatch(Documents.ALL, documents -> {
            List<BsonValue> ids = Documents.ids(documents);
            Set<DocumentId> comes = plan.staged().present(ids);
            Set<DocumentId> stays = kept == null ? Set.of() : kept.present(ids);
            for (RawBsonDocument document : documents) {
                DocumentId id = DocumentId.in(document);
                if (!comes.contains(id) && !stays.contains(id)) {
                    plan.add(
                            PlannedDocument.whole(id.value(), DELETE, true, SameDocuments.digest(document), null),
                            document,
                            null,
                            null);
                }
            }
            plan.flush();
        });
    }
}
