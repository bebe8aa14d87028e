package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.KeepRule;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.KeptRows;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/** The ids of documents of one collection that stay as they are whatever happens, in a collection beside it. */
final class KeptDocuments {

    private final Documents table;
    private final Documents place;
    private long byRule;
    private long added;

    KeptDocuments(Documents table, Documents place) {
        this.table = table;
        this.place = place;
    }

    Documents place() {
        return place;
    }

    /**
     * Keeps what a filter finds.
     *
     * @throws BackupException with {@code KEEP_RULE_INVALID} when it is no filter
     */
    void byRule(KeepRule rule) {
        try {
            table.eachBatch(KeepFilters.filter(rule), documents -> byRule += add(documents));
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

    /** Keeps what is not among these. */
    void addedSince(Documents undone) {
        table.eachBatch(Documents.ALL, documents -> {
            Set<DocumentId> known = undone.present(Documents.ids(documents));
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

    /** @param skipped documents of the backup that gave way */
    KeptRows count(long skipped) {
        return new KeptRows(byRule, added, 0, skipped);
    }
}
