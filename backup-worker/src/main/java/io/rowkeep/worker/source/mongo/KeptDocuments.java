package io.rowkeep.worker.source.mongo;

import com.mongodb.client.model.Filters;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.KeptRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one collection that stay as they are whatever happens. The ids of those that were found lie in a collection beside
 * it. Others write on, so whoever is about to change documents asks which of them are {@link #staying}, for the same reasons.
 */
final class KeptDocuments {

    private final Documents table;
    private final Documents place;
    private final List<KeepRule> rules = new ArrayList<>();
    private @Nullable Documents undone;
    private long byRule;
    private long added;

    KeptDocuments(Documents table, Documents place) {
        this.table = table;
        this.place = place;
    }

    /**
     * Keeps what a filter finds.
     *
     * @throws BackupException with {@code KEEP_RULE_INVALID} when it is no filter
     */
    void byRule(KeepRule rule) {
        rules.add(rule);
        eachBatch(rule, KeepFilters.filter(rule), documents -> byRule += add(documents));
    }

    private void eachBatch(KeepRule rule, Bson which, Consumer<List<RawBsonDocument>> work) {
        try {
            table.eachBatch(which, work);
        } catch (BackupException e) {
            throw e.code() == ErrorCode.SOURCE_REFUSED
                    ? new BackupException(
                            ErrorCode.KEEP_RULE_INVALID,
                            "The keep rule \"%s\" of table %s cannot be evaluated: %s"
                                    .formatted(rule.predicate(), rule.table(), e.getMessage()),
                            e)
                    : e;
        }
    }

    /** Keeps what is not among these: the undone job had not put it there. */
    void addedSince(Documents those) {
        undone = those;
        table.eachBatch(Documents.ALL, documents -> {
            Set<DocumentId> known = those.present(Documents.ids(documents));
            added += add(documents.stream()
                    .filter(document -> !known.contains(DocumentId.in(document)))
                    .toList());
        });
    }

    private long add(List<RawBsonDocument> documents) {
        List<BsonValue> ids = Documents.ids(documents);
        Set<DocumentId> there = place.present(ids);
        List<RawBsonDocument> fresh = ids.stream()
                .filter(id -> !there.contains(DocumentId.of(id)))
                .map(id -> DocumentPlan.raw(new BsonDocument(CollectionTable.ID, id)))
                .toList();
        place.insert(fresh);
        return fresh.size();
    }

    /** Which of these documents were found. */
    Set<DocumentId> found(Collection<BsonValue> ids) {
        return rows() == 0 ? Set.of() : place.present(ids);
    }

    /** Which of these documents of the collection stay: those that were found, and those that would be found now. */
    Set<DocumentId> staying(Collection<BsonValue> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        Set<DocumentId> staying = new HashSet<>(found(ids));
        for (KeepRule rule : rules) {
            Bson which = Filters.and(Documents.among(ids), KeepFilters.filter(rule));
            eachBatch(rule, which, documents -> documents.forEach(document -> staying.add(DocumentId.in(document))));
        }
        if (undone != null) {
            Set<DocumentId> known = undone.present(ids);
            ids.stream().map(DocumentId::of).filter(id -> !known.contains(id)).forEach(staying::add);
        }
        return staying;
    }

    /** Has documents beside the collection give way to those that were found. */
    void displace(StagedDocuments beside) {
        beside.giveWay(place);
    }

    /** The same of images. */
    void displace(StagedImages images) {
        images.giveWay(place);
    }

    /** How many were found. */
    long rows() {
        return byRule + added;
    }

    /** @param skipped documents of the backup that gave way */
    KeptRows count(long skipped) {
        return new KeptRows(byRule, added, 0, skipped);
    }
}
