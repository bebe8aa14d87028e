package io.rowkeep.worker.source.mongo;

import static io.rowkeep.job.DifferenceKind.DELETE;
import static io.rowkeep.job.DifferenceKind.INSERT;
import static io.rowkeep.job.DifferenceKind.UPDATE;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** A collection is to hold the documents beside it, those that are kept, and no other. */
final class Replacement {

    private final DocumentPlan plan;
    private final Documents table;
    private final KeptDocuments kept;
    private long rows;
    private long skipped;

    /** @param kept stay as they are */
    Replacement(DocumentPlan plan, KeptDocuments kept) {
        this.plan = plan;
        this.table = plan.documents();
        this.kept = kept;
        this.rows = kept.rows();
    }

    /** Finds what comes and changes. */
    void put() {
        plan.staged().eachBatch(Documents.ALL, documents -> table.eachBeside(documents, this::put));
    }

    private void put(List<RawBsonDocument> documents, Map<DocumentId, RawBsonDocument> now) {
        Set<DocumentId> stays = kept.staying(Documents.ids(now.values()));
        rows += now.size();
        for (RawBsonDocument document : documents) {
            DocumentId id = DocumentId.in(document);
            if (stays.contains(id)) {
                skipped++;
            } else {
                put(document, now.get(id));
            }
        }
        plan.flush();
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
                    document);
        }
    }

    /** Finds what goes: what does not come, and does not stay by what the collection holds at this moment. */
    void takeOut() {
        table.eachBatch(Documents.ALL, documents -> {
            Set<DocumentId> comes = plan.staged().present(Documents.ids(documents));
            List<RawBsonDocument> others = documents.stream()
                    .filter(document -> !comes.contains(DocumentId.in(document)))
                    .toList();
            Set<DocumentId> stays = kept.staying(Documents.ids(others));
            for (RawBsonDocument document : others) {
                DocumentId id = DocumentId.in(document);
                if (!stays.contains(id)) {
                    rows++;
                    plan.add(
                            PlannedDocument.whole(id.value(), DELETE, true, SameDocuments.digest(document), null),
                            document,
                            null);
                }
            }
            plan.flush();
        });
    }

    /**
     * How many documents the collection has, by what was compared and found before: what others add to the rest or take out of it
     * meanwhile is theirs.
     */
    long rows() {
        return rows;
    }

    /** How many documents beside the collection give way to others that came in the meantime. */
    long skipped() {
        return skipped;
    }
}
