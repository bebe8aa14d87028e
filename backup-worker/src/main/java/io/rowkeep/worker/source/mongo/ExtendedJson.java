package io.rowkeep.worker.source.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/** A document as one line of canonical Extended JSON and back: what comes back has the same bytes. Fields keep their order. */
final class ExtendedJson {

    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    private ExtendedJson() {}

    /**
     * The line, in UTF-8, with its line end.
     *
     * @throws IllegalArgumentException for a document that has no such form; the message ends a sentence that names it
     */
    static byte[] line(RawBsonDocument document) {
        return new DocumentPrinter(document).print();
    }

    /**
     * The document of a line, with or without its line end.
     *
     * @throws IllegalArgumentException when it is no Extended JSON; the message ends a sentence that names the line
     */
    static RawBsonDocument document(byte[] line, int offset, int length) {
        return DocumentReader.ofLines().read(line, offset, length);
    }

    /** A text for people and manifests. */
    static String text(BsonDocument document) {
        return new String(line(new RawBsonDocument(document, CODEC)), UTF_8).strip();
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
}
