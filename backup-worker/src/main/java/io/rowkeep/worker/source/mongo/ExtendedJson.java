package io.rowkeep.worker.source.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/**
 * A document as one line of canonical Extended JSON and back: what comes back has the same bytes. Fields keep their order.
 */
final class ExtendedJson {

    private static final JsonWriterSettings CANONICAL =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

    private ExtendedJson() {}

    /** A text for people and manifests. */
    static String text(RawBsonDocument document) {
        return document.toJson(CANONICAL);
    }

    /**
     * Reads what a person wrote: plain values are taken as the driver takes them.
     *
     * @throws IllegalArgumentException when it is no object of JSON; the message ends a sentence that names the text
     */
    static BsonDocument parse(String text) {
        try {
            return BsonDocument.parse(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("is no JSON object", e);
        }
    }

    /** The line, in UTF-8, with its line end. */
    static byte[] line(RawBsonDocument document) {
        return (document.toJson(CANONICAL) + '\n').getBytes(UTF_8);
    }

    /**
     * The document of a line, with or without its line end.
     *
     * @throws IllegalArgumentException when it is no Extended JSON; the message ends a sentence that names the line
     */
    static RawBsonDocument document(byte[] line, int offset, int length) {
        try {
            return RawBsonDocument.parse(new String(line, offset, length, UTF_8));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("is no document of Extended JSON", e);
        }
    }
}
