package io.rowkeep.worker.source.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;

/** The bytes of a document, read one piece after the other. For one thread. */
final class BsonBytes {

    private final ByteBuffer bytes;

    BsonBytes(RawBsonDocument document) {
        ByteBuf raw = document.getByteBuffer();
        byte[] copy = new byte[raw.remaining()];
        raw.get(copy);
        this.bytes = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte one() {
        return bytes.get();
    }

    int int32() {
        return bytes.getInt();
    }

    long int64() {
        return bytes.getLong();
    }

    byte[] array(int length) {
        byte[] array = new byte[length];
        bytes.get(array);
        return array;
    }

    /** A text with its length before it. */
    byte[] text() {
        byte[] text = array(int32() - 1);
        one();
        return utf8(text);
    }

    /** A name, which ends with a zero. */
    byte[] name() {
        int start = bytes.position();
        int end = start;
        while (bytes.get(end) != 0) {
            end++;
        }
        byte[] name = array(end - start);
        one();
        return utf8(name);
    }

    /** Nothing else has a form in JSON that comes back as the same bytes. */
    private static byte[] utf8(byte[] text) {
        for (byte value : text) {
            if (value < 0) {
                return requireUtf8(text);
            }
        }
        return text;
    }

    private static byte[] requireUtf8(byte[] text) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("has a text that is no UTF-8", e);
        }
    }
}
