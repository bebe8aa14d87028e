package io.rowkeep.worker.source.mongo;

import io.rowkeep.artifact.Sha256;
import java.util.Arrays;
import java.util.TreeMap;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * When two documents are the same: when they have the same fields with the same bytes. The order of their own fields makes no
 * difference, since a server may change it; inside values everything counts. The {@code _id} is compared as a {@link DocumentId}.
 */
final class SameDocuments {

    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    private SameDocuments() {}

    /** SHA-256 in hexadecimal over all fields but the {@code _id}, in order of their names. */
    static String digest(BsonDocument document) {
        TreeMap<String, BsonValue> fields = new TreeMap<>(document);
        fields.remove(CollectionTable.ID);
        BsonDocument sorted = new BsonDocument();
        fields.forEach(sorted::append);
        return Sha256.hex(bytes(sorted));
    }

    /** The same of a document that may not be there. */
    static @Nullable String digestOf(@Nullable BsonDocument document) {
        return document == null ? null : digest(document);
    }

    /** Whether two values of a field are the same; a field that is not there is not the same as one that is null. */
    static boolean same(@Nullable BsonValue one, @Nullable BsonValue other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return Arrays.equals(bytes(new BsonDocument("", one)), bytes(new BsonDocument("", other)));
    }

    private static byte[] bytes(BsonDocument document) {
        try (BasicOutputBuffer buffer = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
            CODEC.encode(writer, document, EncoderContext.builder().build());
            return buffer.toByteArray();
        }
    }
}
