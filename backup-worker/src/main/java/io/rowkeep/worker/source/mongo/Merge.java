package io.rowkeep.worker.source.mongo;

import io.rowkeep.job.DifferenceKind;
import io.rowkeep.job.RowDecision;
import io.rowkeep.job.Side;
import io.rowkeep.worker.source.MergeRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Documents beside a collection are merged into it by the {@code _id}, and none of its documents goes. */
final class Merge {

    private final DocumentPlan plan;
    private final StagedDocuments staged;
    private final @Nullable StagedDocuments base;
    private final DocumentFates fates;
    private final Set<DocumentId> chosen;
    private final Map<DocumentId, RowDecision> decided;
    private final Documents table;
    private final KeptDocuments kept;
    private final boolean choosing;
    private long skipped;
    private long compared;

    /**
     * Nothing is compared yet.
     *
     * @param base what both sides come from; null when that is not known
     * @param kept stay as they are
     * @throws io.rowkeep.failure.BackupException with {@code ROW_KEY_INVALID}
     */
    Merge(
            DocumentPlan plan,
            StagedDocuments staged,
            @Nullable StagedDocuments base,
            KeptDocuments kept,
            MergeRules rules) {
        this.plan = plan;
        this.staged = staged;
        this.base = base;
        this.fates = new DocumentFates(plan.table(), rules);
        this.table = plan.documents();
        this.kept = kept;
        NamedDocuments named = new NamedDocuments(staged, kept);
        this.choosing = !rules.keys().isEmpty();
        this.chosen = named.chosen(rules.keys());
        this.decided = named.decided(rules.decisions());
        this.skipped = choosing ? kept.found(values(chosen)).size() : staged.skipped();
    }

    private static List<BsonValue> values(Set<DocumentId> ids) {
        return ids.stream().map(DocumentId::value).toList();
    }

    /** Finds what becomes of every document of the backup. */
    void compare() {
        Bson which = choosing ? Documents.among(values(chosen)) : Documents.ALL;
        staged.place().eachBatch(which, documents -> table.eachBeside(documents, this::compare));
    }

    private void compare(List<RawBsonDocument> documents, Map<DocumentId, RawBsonDocument> now) {
        Set<DocumentId> stays = kept.staying(Documents.ids(now.values()));
        List<RawBsonDocument> others = documents.stream()
                .filter(document -> !stays.contains(DocumentId.in(document)))
                .toList();
        skipped += documents.size() - others.size();
        compared += others.size();
        if (base == null) {
            compare(others, now, Map.of());
        } else {
            base.place().eachBeside(others, (some, earlier) -> compare(some, now, earlier));
        }
    }

    private void compare(
            List<RawBsonDocument> documents,
            Map<DocumentId, RawBsonDocument> now,
            Map<DocumentId, RawBsonDocument> earlier) {
        for (RawBsonDocument document : documents) {
            DocumentId id = DocumentId.in(document);
            compare(id, document, now.get(id), earlier.get(id));
        }
        plan.flush();
    }

    private void compare(
            DocumentId id,
            RawBsonDocument backup,
            @Nullable RawBsonDocument current,
            @Nullable RawBsonDocument earlier) {
        fates.of(backup, current, earlier).ifPresent(fate -> {
            @Nullable RowDecision decision = decided.get(id);
            Taken taken = decision == null ? fate.taken() : taken(decision, current);
            @Nullable BsonDocument result = null;
            if (taken == Taken.FIELDS && current != null) {
                result = decision == null ? fates.merged(backup, current, earlier) : chosen(decision, backup, current);
            }
            add(fate.kind(), taken, backup, current, earlier, result);
        });
    }

    private void add(
            DifferenceKind kind,
            Taken taken,
            RawBsonDocument backup,
            @Nullable RawBsonDocument current,
            @Nullable RawBsonDocument earlier,
            @Nullable BsonDocument result) {
        @Nullable String was = SameDocuments.digestOf(current);
        String beside = SameDocuments.digest(backup);
        String becomes = result == null ? beside : SameDocuments.digest(result);
        boolean applied = taken == Taken.BACKUP || (taken == Taken.FIELDS && !becomes.equals(was));
        plan.add(
                new PlannedDocument(
                        DocumentId.valueIn(current == null ? backup : current),
                        kind,
                        applied,
                        taken == Taken.UNDECIDED,
                        false,
                        earlier != null,
                        was,
                        beside,
                        becomes,
                        result == null ? Origin.STAGED : Origin.RESULT),
                current,
                backup,
                earlier,
                result);
    }

    private Taken taken(RowDecision decision, @Nullable RawBsonDocument current) {
        if (decision.take() != null) {
            return decision.take() == Side.BACKUP ? Taken.BACKUP : Taken.CURRENT;
        }
        if (current == null) {
            throw NamedDocuments.invalid(
                    "There is a decision field by field about the row %s, which table %s does not have"
                            .formatted(decision.key(), plan.table()));
        }
        return Taken.FIELDS;
    }

    /** The collection's document with the fields that somebody wants to take from the backup, or to take out as the backup has none. */
    private BsonDocument chosen(RowDecision decision, BsonDocument backup, BsonDocument current) {
        BsonDocument result = new BsonDocument();
        current.forEach(result::append);
        if (decision.fields() != null) {
            decision.fields().forEach((field, side) -> {
                requireField(decision, field, backup, current);
                if (side == Side.BACKUP && !field.equals(CollectionTable.ID)) {
                    @Nullable BsonValue value = backup.get(field);
                    if (value == null) {
                        result.remove(field);
                    } else {
                        result.put(field, value);
                    }
                }
            });
        }
        return result;
    }

    private void requireField(RowDecision decision, String field, BsonDocument backup, BsonDocument current) {
        if (!backup.containsKey(field) && !current.containsKey(field)) {
            throw NamedDocuments.invalid(
                    "The decision about the row %s of table %s is about a field %s, which neither side has"
                            .formatted(decision.key(), plan.table(), field));
        }
    }

    /** How many documents of the backup take part. */
    long compared() {
        return compared;
    }

    /** How many of them gave way to kept ones. */
    long skipped() {
        return skipped;
    }
}
