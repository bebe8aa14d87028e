package io.rowkeep.worker.source.mongo;

import io.rowkeep.failure.BackupException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bson.RawBsonDocument;

/** Documents on their way to a place, so many at once that they fit into memory whatever their size. For one thread. */
final class DocumentBatch {

    /** The most documents of a batch. */
    static final int DOCUMENTS = 500;

    private static final long BYTES = 8 << 20;

    private final Documents place;
    private final UnaryOperator<BackupException> explain;
    private final List<RawBsonDocument> documents = new ArrayList<>();
    private long bytes;

    /** @param explain says of a failure what it means for whoever sent these documents */
    DocumentBatch(Documents place, UnaryOperator<BackupException> explain) {
        this.place = place;
        this.explain = explain;
    }

    /** Whether so many documents are as much as is read or written at once. */
    static boolean isFull(int documents, long bytes) {
        return documents >= DOCUMENTS || bytes >= BYTES;
    }

    /** Takes one more, and writes the batch when that fills it. */
    void add(RawBsonDocument document) {
        documents.add(document);
        bytes += document.getByteBuffer().remaining();
        if (isFull(documents.size(), bytes)) {
            flush();
        }
    }

    /** Writes what was added since the last time. */
    void flush() {
        try {
            place.insert(documents);
        } catch (BackupException e) {
            throw explain.apply(e);
        }
        documents.clear();
        bytes = 0;
    }
}
