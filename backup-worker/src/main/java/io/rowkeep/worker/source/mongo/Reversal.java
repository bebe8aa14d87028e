package io.rowkeep.worker.source.mongo;

import static io.rowkeep.job.DifferenceKind.CONFLICT;
import static io.rowkeep.job.DifferenceKind.DELETE;
import static io.rowkeep.job.DifferenceKind.INSERT;
import static io.rowkeep.job.DifferenceKind.UPDATE;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.DifferenceKind;
import io.rowkeep.job.JobError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** Documents are to be as their images say. One that is not what the undone job had made of it is a conflict. */
final class Reversal {

    private static final int NAMED = 3;

    private final DocumentPlan plan;
    private final StagedImages images;
    private final boolean force;
    private final Documents table;
    private final KeptDocuments kept;
    private final List<String> named = new ArrayList<>();
    private long conflicts;
    private long skipped;

    /**
     * Nothing is compared yet.
     *
     * @param kept stay as they are
     * @param force whether conflicts are put back as well
     */
    Reversal(DocumentPlan plan, StagedImages images, KeptDocuments kept, boolean force) {
        this.plan = plan;
        this.images = images;
        this.kept = kept;
        this.force = force;
        this.table = plan.documents();
    }

    void compare() {
        images.descriptions().place().eachBatch(Documents.ALL, StagedImages::weight, this::compare);
    }

    private void compare(List<RawBsonDocument> descriptions) {
        Map<DocumentId, RawBsonDocument> then = plan.staged().byId(Documents.ids(descriptions));
        table.eachBeside(descriptions, (some, now) -> compare(some, now, then));
    }

    private void compare(
            List<RawBsonDocument> descriptions,
            Map<DocumentId, RawBsonDocument> now,
            Map<DocumentId, RawBsonDocument> then) {
        Set<DocumentId> stays = kept.staying(Documents.ids(now.values()));
        for (RawBsonDocument description : descriptions) {
            DocumentId id = DocumentId.in(description);
            if (stays.contains(id)) {
                skipped++;
            } else {
                @Nullable RawBsonDocument current = now.get(id);
                DocumentId spelled = current == null ? id : DocumentId.in(current);
                compare(spelled, StagedImages.after(description), current, then.get(id));
            }
        }
        plan.flush();
    }

    private void compare(
            DocumentId id, @Nullable String after, @Nullable RawBsonDocument now, @Nullable RawBsonDocument then) {
        @Nullable String was = SameDocuments.digestOf(now);
        @Nullable String beside = SameDocuments.digestOf(then);
        if (Objects.equals(was, beside)) {
            return;
        }
        boolean changed = !Objects.equals(was, after);
        DifferenceKind kind = changed ? CONFLICT : beside == null ? DELETE : was == null ? INSERT : UPDATE;
        if (changed && !force) {
            conflicts++;
            if (named.size() < NAMED) {
                named.add("(_id) = (%s)".formatted(id));
            }
        }
        plan.add(PlannedDocument.whole(id.value(), kind, force || !changed, was, beside), now, then);
    }

    /** How many images give way to documents that are kept since. */
    long skipped() {
        return skipped;
    }

    /** Says which documents are conflicts, as far as they are not forced. */
    Optional<JobError> refusal() {
        return conflicts == 0
                ? Optional.empty()
                : Optional.of(new JobError(
                        ErrorCode.UNDO_CONFLICTS,
                        "%d rows of table %s have changed since the job that is undone, such as %s: nothing was undone; \"force\": true puts them back nevertheless"
                                .formatted(conflicts, plan.table(), String.join(", ", named))));
    }
}
