package io.rowkeep.worker.source.mongo;

import static io.rowkeep.job.DifferenceKind.CONFLICT;
import static io.rowkeep.job.DifferenceKind.INSERT;
import static io.rowkeep.job.DifferenceKind.KEPT_CURRENT;
import static io.rowkeep.job.DifferenceKind.KEPT_NEWER;
import static io.rowkeep.job.DifferenceKind.UPDATE;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.DifferenceKind;
import io.rowkeep.worker.source.MergeRules;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** The tables of {@code docs/merge.md}: of which kind a difference is, what becomes of it, and what a field is afterwards. */
final class DocumentFates {

    private final MergeRules rules;
    private final @Nullable ChangeTime time;

    DocumentFates(TableName table, MergeRules rules) {
        this.rules = rules;
        this.time = rules.updatedAt() == null ? null : new ChangeTime(table, rules.updatedAt());
    }

    /**
     * Of a document of the backup.
     *
     * @param current the collection's; null when it has none
     * @param base the base's; null when there is no base or it has none
     * @return empty when both sides are the same
     */
    Optional<DocumentFate> of(BsonDocument backup, @Nullable BsonDocument current, @Nullable BsonDocument base) {
        if (current == null) {
            return Optional.of(new DocumentFate(INSERT, Taken.BACKUP));
        }
        if (same(backup, current)) {
            return Optional.empty();
        }
        DifferenceKind kind = base == null ? kind(backup, current) : kind(backup, current, base);
        return Optional.of(new DocumentFate(kind, taken(kind)));
    }

    private DifferenceKind kind(BsonDocument backup, BsonDocument current) {
        if (isKeptNewer(backup, current)) {
            return KEPT_NEWER;
        }
        return time != null && !rules.base() && time.compare(current, backup) == 0 ? UPDATE : CONFLICT;
    }

    private DifferenceKind kind(BsonDocument backup, BsonDocument current, BsonDocument base) {
        if (same(backup, base)) {
            return KEPT_CURRENT;
        }
        if (isKeptNewer(backup, current)) {
            return KEPT_NEWER;
        }
        return same(current, base) ? UPDATE : CONFLICT;
    }

    private boolean isKeptNewer(BsonDocument backup, BsonDocument current) {
        return time != null && rules.preserveNewer() && time.compare(current, backup) >= 0;
    }

    private Taken taken(DifferenceKind kind) {
        boolean conflict = kind == CONFLICT;
        if (!conflict && kind != UPDATE) {
            return Taken.CURRENT;
        }
        return switch (rules.policy()) {
            case BACKUP_WINS -> Taken.BACKUP;
            case CURRENT_WINS -> conflict ? Taken.CURRENT : Taken.BACKUP;
            case MERGE_FIELDS -> Taken.FIELDS;
            case MANUAL -> conflict ? Taken.UNDECIDED : Taken.BACKUP;
        };
    }

    /** What a document becomes whose fields are settled one by one: the collection's fields first, in their order. */
    BsonDocument merged(BsonDocument backup, BsonDocument current, @Nullable BsonDocument base) {
        boolean newer = time != null && time.compare(current, backup) > 0;
        Set<String> names = new LinkedHashSet<>(current.keySet());
        names.addAll(backup.keySet());
        BsonDocument merged = new BsonDocument();
        for (String name : names) {
            @Nullable BsonValue mine = current.get(name);
            @Nullable BsonValue theirs = backup.get(name);
            @Nullable
            BsonValue value = name.equals(CollectionTable.ID)
                    ? mine
                    : base == null ? settled(theirs, mine, newer) : settled(theirs, mine, base.get(name), newer);
            if (value != null) {
                merged.append(name, value);
            }
        }
        return merged;
    }

    private static @Nullable BsonValue settled(@Nullable BsonValue backup, @Nullable BsonValue current, boolean newer) {
        if (isNull(backup)) {
            return current == null ? backup : current;
        }
        return isNull(current) || !newer ? backup : current;
    }

    private static @Nullable BsonValue settled(
            @Nullable BsonValue backup, @Nullable BsonValue current, @Nullable BsonValue base, boolean newer) {
        if (SameDocuments.same(backup, base)) {
            return current;
        }
        return SameDocuments.same(current, base) || !newer ? backup : current;
    }

    private static boolean isNull(@Nullable BsonValue value) {
        return value == null || value.isNull();
    }

    private static boolean same(BsonDocument one, BsonDocument other) {
        return SameDocuments.digest(one).equals(SameDocuments.digest(other));
    }
}
