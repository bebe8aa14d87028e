package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.LineSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bson.RawBsonDocument;

/** Documents beside the collection that is to hold them, or of which somebody wants to know something. */
final class StagedDocuments {

    private final TableName table;
    private final Documents place;
    private final DocumentBatch batch;
    private long rows;
    private long skipped;

    /** @param table that they are for */
    StagedDocuments(TableName table, Documents place) {
        this.table = table;
        this.place = place;
        this.batch = new DocumentBatch(place, this::explained);
    }

    /**
     * Puts down the documents of these lines.
     *
     * @throws BackupException with {@code SOURCE_REFUSED} for what is no document, or has no {@code _id}; with {@code CONSTRAINT_VIOLATED} for
     *     one that is there twice
     */
    long fill(LineSource lines) {
        try {
            lines.eachLine((line, offset, length) -> add(document(line, offset, length)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        flush();
        return rows;
    }

    /** Puts down one more; {@link #flush} brings it there at the latest. */
    void add(RawBsonDocument document) {
        rows++;
        batch.add(document);
    }

    void flush() {
        batch.flush();
    }

    private BackupException explained(BackupException e) {
        return e.code() == ErrorCode.CONSTRAINT_VIOLATED
                ? new BackupException(
                        e.code(),
                        "What is to be put into table %s has a document with the same _id more than once (%s)"
                                .formatted(table, e.getMessage()),
                        e)
                : e;
    }

    private RawBsonDocument document(byte[] line, int offset, int length) {
        RawBsonDocument document;
        try {
            document = ExtendedJson.document(line, offset, length);
        } catch (IllegalArgumentException e) {
            throw new BackupException(
                    ErrorCode.SOURCE_REFUSED, "Table %s: row %d %s".formatted(table, rows + 1, e.getMessage()), e);
        }
        if (!document.containsKey(CollectionTable.ID)) {
            throw new BackupException(
                    ErrorCode.SOURCE_REFUSED, "Table %s: row %d has no _id".formatted(table, rows + 1));
        }
        return document;
    }

    /** Takes out those whose place is kept by another. */
    void giveWay(Documents kept) {
        kept.eachBatch(Documents.ALL, documents -> skipped += place.remove(Documents.ids(documents)));
        rows -= skipped;
    }

    TableName table() {
        return table;
    }

    Documents place() {
        return place;
    }

    /** How many there are. */
    long rows() {
        return rows;
    }

    /** How many gave way. */
    long skipped() {
        return skipped;
    }
}
