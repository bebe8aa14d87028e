package io.rowkeep.worker.source.mongo;

import com.mongodb.client.model.Filters;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Judges a plan by a unique index, on what the collection would hold in the end. A document that gets a value which another one passes
 * on is moved: taken out first and put in again last.
 */
final class UniqueValues {

    private final DocumentPlan plan;
    private final UniqueIndex index;
    private final MongoConnection connection;
    private long refused;
    private @Nullable String example;

    UniqueValues(MongoConnection connection, DocumentPlan plan, UniqueIndex index) {
        this.connection = connection;
        this.plan = plan;
        this.index = index;
    }

    /** Marks what is moved and what is refused; a sentence where something is. */
    Optional<JobError> judge() {
        if (plan.count(PlannedDocument.APPLIED) == 0) {
            return Optional.empty();
        }
        makeSearchable(plan.staged());
        makeSearchable(plan.results());
        plan.eachBatch(PlannedDocument.APPLIED, this::judge);
        return refused == 0
                ? Optional.empty()
                : Optional.of(new JobError(
                        ErrorCode.CONSTRAINT_VIOLATED,
                        "%d rows cannot be written to table %s, because another row has the same %s in the end, among them %s: leave them out, or change what they share first"
                                .formatted(refused, plan.table(), index, example)));
    }

    private void makeSearchable(Documents beside) {
        connection.on(beside.name(), () -> beside.collection().createIndex(index.keys()));
    }

    private void judge(List<PlannedDocument> items) {
        Map<DocumentId, RawBsonDocument> after = plan.after(items);
        Map<DocumentId, List<PlannedDocument>> wanted = new HashMap<>();
        for (PlannedDocument item : items) {
            if (!item.deletes()) {
                index.values(Objects.requireNonNull(after.get(DocumentId.of(item.id()))))
                        .ifPresent(values -> wanted.computeIfAbsent(values, none -> new ArrayList<>())
                                .add(item));
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        Bson holding = index.holding(wanted.keySet());
        Judged judged = new Judged(
                wanted, index.filter() == null ? null : matching(items, Objects.requireNonNull(index.filter())));
        plan.documents().eachBatch(holding, holders -> judgeHolders(holders, judged));
        plan.staged().eachBatch(holding, others -> judgeWritten(others, Origin.STAGED, judged));
        plan.results().eachBatch(holding, others -> judgeWritten(others, Origin.RESULT, judged));
        plan.move(judged.moved);
        plan.refuse(judged.refused);
        refused += judged.refused.size();
    }

    /** Which of the documents as they will be an index about some documents only is about. */
    private List<DocumentId> matching(List<PlannedDocument> items, BsonDocument filter) {
        List<DocumentId> found = new ArrayList<>();
        for (Origin origin : Origin.values()) {
            // A result counts and not the document beside the collection that it was made of.
            List<BsonValue> ids = DocumentPlan.ids(DocumentPlan.of(origin, items));
            Documents place = origin == Origin.STAGED ? plan.staged() : plan.results();
            place.eachBatch(
                    Filters.and(Documents.among(ids), filter),
                    documents -> documents.forEach(document -> found.add(DocumentId.in(document))));
        }
        return found;
    }

    /** Those that hold a value now: they pass it on, or they are in the way. */
    private void judgeHolders(List<RawBsonDocument> holders, Judged judged) {
        Map<DocumentId, PlannedDocument> planned = plan.byId(Documents.ids(holders));
        for (RawBsonDocument holder : holders) {
            DocumentId id = DocumentId.in(holder);
            @Nullable PlannedDocument change = planned.get(id);
            for (PlannedDocument item : judged.wanting(index.values(holder), id)) {
                if (change == null || !change.applied()) {
                    judged.refuse(item, id);
                } else if (!change.deletes() && !item.inserts()) {
                    judged.moved.add(item.id());
                }
            }
        }
    }

    /** Others that will be written: none of them may have the value in the end. */
    private void judgeWritten(List<RawBsonDocument> others, Origin origin, Judged judged) {
        Map<DocumentId, PlannedDocument> planned = plan.byId(Documents.ids(others));
        for (RawBsonDocument other : others) {
            DocumentId id = DocumentId.in(other);
            @Nullable PlannedDocument change = planned.get(id);
            if (change != null && change.applied() && change.origin() == origin) {
                judged.wanting(index.values(other), id).forEach(item -> judged.refuse(item, id));
            }
        }
    }

    /** What is found about a batch. */
    private final class Judged {

        private final Map<DocumentId, List<PlannedDocument>> wanted;
        private final @Nullable List<DocumentId> about;
        private final List<BsonValue> moved = new ArrayList<>();
        private final List<BsonValue> refused = new ArrayList<>();

        /** @param about the only documents that count; null for all */
        Judged(Map<DocumentId, List<PlannedDocument>> wanted, @Nullable List<DocumentId> about) {
            this.wanted = wanted;
            this.about = about;
        }

        /** Who gets these values besides one. */
        List<PlannedDocument> wanting(Optional<DocumentId> values, DocumentId besides) {
            return values.map(tuple -> wanted.getOrDefault(tuple, List.of())).orElse(List.of()).stream()
                    .filter(item -> !DocumentId.of(item.id()).equals(besides))
                    .filter(item -> about == null || about.contains(DocumentId.of(item.id())))
                    .toList();
        }

        void refuse(PlannedDocument item, DocumentId other) {
            if (!refused.contains(item.id())) {
                refused.add(item.id());
                if (example == null) {
                    example = "(_id) = (%s) beside (_id) = (%s)".formatted(ValueText.of(item.id()), other);
                }
            }
        }
    }
}
