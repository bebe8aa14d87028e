package io.rowkeep.worker.source.mongo;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.RowDecision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Documents that somebody has named by the text of their {@code _id}. */
final class NamedDocuments {

    private final StagedDocuments staged;
    private final KeptDocuments kept;

    /** @param kept stay as they are, and those beside the collection have given way to them */
    NamedDocuments(StagedDocuments staged, KeptDocuments kept) {
        this.staged = staged;
        this.kept = kept;
    }

    /**
     * The ids that are meant.
     *
     * @throws BackupException with {@code ROW_KEY_INVALID} for one that the backup does not have, or that may mean several of its documents
     */
    Set<DocumentId> chosen(List<Map<String, String>> keys) {
        Set<DocumentId> ids = new LinkedHashSet<>();
        keys.forEach(key -> ids.add(meant(key)));
        return ids;
    }

    /**
     * What was decided about which.
     *
     * @throws BackupException as {@link #chosen}, and for two decisions about one document
     */
    Map<DocumentId, RowDecision> decided(List<RowDecision> decisions) {
        Map<DocumentId, RowDecision> decided = new HashMap<>();
        for (RowDecision decision : decisions) {
            if (decided.put(meant(decision.key()), decision) != null) {
                throw invalid("There is more than one decision about the row %s of table %s"
                        .formatted(decision.key(), staged.table()));
            }
        }
        return decided;
    }

    private DocumentId meant(Map<String, String> key) {
        @Nullable String text = key.get(CollectionTable.ID);
        if (key.size() != 1 || text == null) {
            throw invalid("%s names no row of table %s, whose primary key is (_id)".formatted(key, staged.table()));
        }
        List<BsonValue> candidates = ValueText.meant(text);
        Set<DocumentId> found = new LinkedHashSet<>(staged.place().present(candidates));
        found.addAll(kept.found(candidates));
        if (found.isEmpty()) {
            throw invalid("The backup has no row %s of table %s, which was named".formatted(key, staged.table()));
        }
        if (found.size() > 1) {
            throw invalid("%s may mean several rows of table %s: write one of %s"
                    .formatted(
                            key,
                            staged.table(),
                            new ArrayList<>(found)
                                    .stream()
                                            .map(id -> ValueText.exact(id.value()))
                                            .toList()));
        }
        return found.iterator().next();
    }

    static BackupException invalid(String sentence) {
        return new BackupException(ErrorCode.ROW_KEY_INVALID, sentence);
    }
}
