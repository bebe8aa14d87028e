package io.rowkeep.worker.source.mongo;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCursor;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.RowStream;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** Documents as they come from a cursor, one line each. */
final class DocumentLines implements RowStream {

    private final MongoConnection connection;
    private final TableName table;
    private final MongoCursor<RawBsonDocument> cursor;
    private final int maxRowBytes;

    private DocumentLines(
            MongoConnection connection, TableName table, MongoCursor<RawBsonDocument> cursor, int maxRowBytes) {
        this.connection = connection;
        this.table = table;
        this.cursor = cursor;
        this.maxRowBytes = maxRowBytes;
    }

    /** Begins to read. */
    static DocumentLines of(
            MongoConnection connection, TableName table, FindIterable<RawBsonDocument> documents, MongoLimits limits) {
        return new DocumentLines(connection, table, connection.on(table, documents::cursor), limits.maxRowBytes());
    }

    @Override
    public byte @Nullable [] next() {
        RawBsonDocument document = connection.on(table, () -> cursor.hasNext() ? cursor.next() : null);
        if (document == null) {
            return null;
        }
        byte[] line = line(document);
        if (line.length > maxRowBytes) {
            throw new BackupException(
                    ErrorCode.ROW_TOO_LARGE,
                    "Source %s, table %s has a document of %d bytes as a line, over the limit of %d: _id %s"
                            .formatted(
                                    connection.source(),
                                    table,
                                    line.length,
                                    maxRowBytes,
                                    ValueText.of(DocumentId.valueIn(document))));
        }
        return line;
    }

    private byte[] line(RawBsonDocument document) {
        try {
            return ExtendedJson.line(document);
        } catch (IllegalArgumentException e) {
            throw new BackupException(
                    ErrorCode.UNSUPPORTED,
                    "Source %s, table %s: the document with _id %s %s"
                            .formatted(
                                    connection.source(),
                                    table,
                                    ValueText.of(DocumentId.valueIn(document)),
                                    e.getMessage()),
                    e);
        }
    }

    @Override
    public void close() {
        cursor.close();
    }
}
