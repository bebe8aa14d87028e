package io.rowkeep.worker.source.mongo;

import io.rowkeep.job.DifferenceKind;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A difference between a collection and what is beside it, and what becomes of it.
 *
 * @param id as the collection spells it, or the other side where the collection has no such document
 * @param applied whether the collection is to change
 * @param undecided whether somebody has to decide first
 * @param moved whether it is taken out and put in again, because it gets a unique value that another one still has
 * @param based whether the base has it
 * @param was digest of the collection's document; null where there is none
 * @param beside digest of the document beside it; null where there is none
 * @param becomes digest of what is there afterwards; null where nothing is
 * @param origin where that comes from; null where nothing is there afterwards
 */
record PlannedDocument(
        BsonValue id,
        DifferenceKind kind,
        boolean applied,
        boolean undecided,
        boolean moved,
        boolean based,
        @Nullable String was,
        @Nullable String beside,
        @Nullable String becomes,
        @Nullable Origin origin) {

    /** Which of them changes something, as a filter. */
    static final BsonDocument APPLIED = new BsonDocument("applied", BsonBoolean.TRUE);

    /** Of a whole document that is put there, changed or taken out. */
    static PlannedDocument whole(
            BsonValue id, DifferenceKind kind, boolean applied, @Nullable String was, @Nullable String beside) {
        return new PlannedDocument(
                id, kind, applied, false, false, false, was, beside, beside, beside == null ? null : Origin.STAGED);
    }

    boolean inserts() {
        return was == null;
    }

    boolean deletes() {
        return becomes == null;
    }

    BsonDocument document() {
        BsonDocument document = new BsonDocument(CollectionTable.ID, id)
                .append("kind", new BsonString(kind.id()))
                .append("applied", BsonBoolean.valueOf(applied))
                .append("undecided", BsonBoolean.valueOf(undecided))
                .append("moved", BsonBoolean.valueOf(moved))
                .append("based", BsonBoolean.valueOf(based));
        append(document, "was", was);
        append(document, "beside", beside);
        append(document, "becomes", becomes);
        append(document, "origin", origin == null ? null : origin.name());
        return document;
    }

    private static void append(BsonDocument document, String field, @Nullable String value) {
        if (value != null) {
            document.append(field, new BsonString(value));
        }
    }

    static PlannedDocument of(BsonDocument document) {
        @Nullable String origin = text(document, "origin");
        return new PlannedDocument(
                DocumentId.valueIn(document),
                DifferenceKind.parse(document.getString("kind").getValue()),
                document.getBoolean("applied").getValue(),
                document.getBoolean("undecided").getValue(),
                document.getBoolean("moved").getValue(),
                document.getBoolean("based").getValue(),
                text(document, "was"),
                text(document, "beside"),
                text(document, "becomes"),
                origin == null ? null : Origin.valueOf(origin));
    }

    private static @Nullable String text(BsonDocument document, String field) {
        return document.containsKey(field) ? document.getString(field).getValue() : null;
    }
}
