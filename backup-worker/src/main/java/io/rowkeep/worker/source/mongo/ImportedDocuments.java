package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.LineSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Set;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** Records of a file on their way to a place beside their collection. For one collection and one thread. */
final class ImportedDocuments {

    /** What servers take for no {@code _id}. */
    private static final Set<BsonType> NO_IDS =
            EnumSet.of(BsonType.ARRAY, BsonType.REGULAR_EXPRESSION, BsonType.UNDEFINED);

    private final TableName table;
    private final Documents stage;
    private final DocumentReader reader;
    private final DocumentBatch batch;
    private long records;

    ImportedDocuments(TableName table, Documents stage, DocumentReader reader) {
        this.table = table;
        this.stage = stage;
        this.reader = reader;
        this.batch = new DocumentBatch(stage, this::explained);
    }

    /**
     * Puts the records of these lines there; says how many.
     *
     * @throws BackupException with {@code IMPORT_REFUSED}, naming collection, record and field
     */
    long fill(LineSource lines) {
        try {
            lines.eachLine(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException("The records of table %s cannot be read".formatted(table), e);
        }
        batch.flush();
        return records;
    }

    private void add(byte[] line, int offset, int length) {
        records++;
        batch.add(document(line, offset, length));
    }

    private RawBsonDocument document(byte[] line, int offset, int length) {
        RawBsonDocument document;
        try {
            document = reader.read(line, offset, length);
        } catch (IllegalArgumentException e) {
            throw refusal("record %d: %s".formatted(records, e.getMessage()), e);
        }
        @Nullable BsonValue id = document.get(CollectionTable.ID);
        if (id == null) {
            throw refusal("record %d: it has no field '_id'".formatted(records));
        }
        if (NO_IDS.contains(id.getBsonType())) {
            throw refusal(
                    "record %d: its _id is an array, a regular expression or undefined, and no document has such a one"
                            .formatted(records));
        }
        return document;
    }

    private BackupException explained(BackupException e) {
        return switch (e.code()) {
            case CONSTRAINT_VIOLATED ->
                refusal(
                        "two of the records up to number %d have the same _id (%s)".formatted(records, e.getMessage()),
                        e);
            case SOURCE_REFUSED ->
                refusal(
                        "the server refuses one of the records up to number %d: %s".formatted(records, e.getMessage()),
                        e);
            default -> e;
        };
    }

    private BackupException refusal(String why) {
        return new BackupException(ErrorCode.IMPORT_REFUSED, "Table %s, %s".formatted(table, why));
    }

    private BackupException refusal(String why, Exception cause) {
        // The server speaks of the collection beside, which nobody knows.
        String told = why.replace(stage.name().name(), table.name());
        return new BackupException(ErrorCode.IMPORT_REFUSED, "Table %s, %s".formatted(table, told), cause);
    }
}
