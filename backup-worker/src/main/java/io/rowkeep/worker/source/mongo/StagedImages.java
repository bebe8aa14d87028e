package io.rowkeep.worker.source.mongo;

import io.rowkeep.artifact.ImageColumns;
import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.source.LineSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Before-images beside their collection: the documents as they were, and of each whether it was there and what it was afterwards. A line
 * of them is a document with the {@code _id}, the two columns that describe an image, and the document in field {@code document}.
 */
final class StagedImages {

    private static final String BYTES = "bytes";
    private static final String DOCUMENT = "document";

    private final StagedDocuments documents;
    private final StagedDocuments descriptions;

    StagedImages(TableName table, Documents documents, Documents descriptions) {
        this.documents = new StagedDocuments(table, documents);
        this.descriptions = new StagedDocuments(table, descriptions);
    }

    /** The line of an image. */
    static byte[] line(BsonValue id, @Nullable BsonDocument before, @Nullable String after) {
        BsonDocument image = new BsonDocument(CollectionTable.ID, id)
                .append(ImageColumns.ABSENT, BsonBoolean.valueOf(before == null))
                .append(ImageColumns.AFTER, after == null ? BsonNull.VALUE : new BsonString(after));
        if (before != null) {
            image.append(DOCUMENT, before);
        }
        return ExtendedJson.line(DocumentPlan.raw(image));
    }

    /** Puts down the images of these lines; says how many. */
    long fill(LineSource lines) {
        try {
            lines.eachLine((line, offset, length) -> add(ExtendedJson.document(line, offset, length)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        documents.flush();
        descriptions.flush();
        return descriptions.rows();
    }

    private void add(RawBsonDocument image) {
        if (!image.getBoolean(ImageColumns.ABSENT).getValue()) {
            documents.add(DocumentPlan.raw(image.getDocument(DOCUMENT)));
        }
        descriptions.add(DocumentPlan.raw(new BsonDocument(CollectionTable.ID, DocumentId.valueIn(image))
                .append(ImageColumns.AFTER, image.get(ImageColumns.AFTER))
                .append(BYTES, new BsonInt64(image.getByteBuffer().remaining()))));
    }

    /** How large the image is that a description is about, in bytes. */
    static long weight(BsonDocument description) {
        return description.getInt64(BYTES).getValue();
    }

    /** Digest of what a document was after the undone job; null when it was gone. */
    static @Nullable String after(BsonDocument description) {
        return description.isNull(ImageColumns.AFTER)
                ? null
                : description.getString(ImageColumns.AFTER).getValue();
    }

    /** Takes out the images of documents that are kept. */
    void giveWay(Documents kept) {
        documents.giveWay(kept);
        descriptions.giveWay(kept);
    }

    StagedDocuments documents() {
        return documents;
    }

    StagedDocuments descriptions() {
        return descriptions;
    }
}
