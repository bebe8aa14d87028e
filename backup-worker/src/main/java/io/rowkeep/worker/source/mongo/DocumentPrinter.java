package io.rowkeep.worker.source.mongo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HexFormat;
import org.bson.RawBsonDocument;
import org.bson.types.Decimal128;

/** Prints one document as canonical Extended JSON without white space: texts are copied byte by byte. For one thread and one document. */
final class DocumentPrinter {

    /** What a server stores at the most. */
    static final int DEEPEST = 200;

    private static final int OBJECT_ID = 12;
    private static final int OLD_BINARY = 2;
    private static final byte[] ESCAPED = "btnfr".getBytes(US_ASCII);
    private static final byte[] ESCAPES = "\b\t\n\f\r".getBytes(US_ASCII);

    private final BsonBytes bson;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int depth;

    DocumentPrinter(RawBsonDocument document) {
        this.bson = new BsonBytes(document);
    }

    /** @throws IllegalArgumentException for a document without such a form; the message ends a sentence that names it */
    byte[] print() {
        document();
        out.write('\n');
        return out.toByteArray();
    }

    private void document() {
        descend();
        byte type = bson.one();
        byte[] first = type == 0 ? new byte[0] : bson.name();
        boolean literal = type != 0 && TypeNames.contains(new String(first, UTF_8));
        put(literal ? "{\"" + TypeNames.LITERAL + "\":{" : "{");
        byte[] name = first;
        while (type != 0) {
            text(name);
            out.write(':');
            value(type);
            type = bson.one();
            if (type != 0) {
                out.write(',');
                name = bson.name();
            }
        }
        put(literal ? "}}" : "}");
        depth--;
    }

    private void array() {
        descend();
        out.write('[');
        boolean first = true;
        for (byte type = bson.one(); type != 0; type = bson.one()) {
            bson.name();
            if (!first) {
                out.write(',');
            }
            first = false;
            value(type);
        }
        out.write(']');
        depth--;
    }

    private void descend() {
        bson.int32();
        depth++;
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("is nested more than %d levels deep".formatted(DEEPEST));
        }
    }

    private void value(byte type) {
        switch (type & 0xff) {
            case 0x01 -> typed("$numberDouble", number(Double.longBitsToDouble(bson.int64())));
            case 0x02 -> text(bson.text());
            case 0x03 -> document();
            case 0x04 -> array();
            case 0x05 -> binary();
            case 0x06 -> put("{\"$undefined\":true}");
            case 0x07 -> objectId();
            case 0x08 -> put(bson.one() == 0 ? "false" : "true");
            case 0x09 -> put("{\"$date\":{\"$numberLong\":\"%d\"}}".formatted(bson.int64()));
            case 0x0a -> put("null");
            case 0x0b -> regularExpression();
            case 0x0c -> pointer();
            case 0x0d -> typedText("$code");
            case 0x0e -> typedText("$symbol");
            case 0x0f -> codeWithScope();
            case 0x10 -> typed("$numberInt", Integer.toString(bson.int32()));
            case 0x11 -> timestamp();
            case 0x12 -> typed("$numberLong", Long.toString(bson.int64()));
            case 0x13 -> decimal();
            case 0x7f -> put("{\"$maxKey\":1}");
            case 0xff -> put("{\"$minKey\":1}");
            default -> throw new IllegalArgumentException("has a value of an unknown type 0x%02x".formatted(type));
        }
    }

    private static String number(double value) {
        return Double.toString(value);
    }

    private void objectId() {
        typed("$oid", HexFormat.of().formatHex(bson.array(OBJECT_ID)));
    }

    private void binary() {
        int length = bson.int32();
        byte subtype = bson.one();
        if (subtype == OLD_BINARY) {
            // It has its length once more inside.
            length = bson.int32();
        }
        put("{\"$binary\":{\"base64\":\"");
        out.writeBytes(Base64.getEncoder().encode(bson.array(length)));
        put("\",\"subType\":\"%02x\"}}".formatted(subtype));
    }

    private void regularExpression() {
        put("{\"$regularExpression\":{\"pattern\":");
        text(bson.name());
        put(",\"options\":");
        text(bson.name());
        put("}}");
    }

    private void pointer() {
        put("{\"$dbPointer\":{\"$ref\":");
        text(bson.text());
        put(",\"$id\":");
        objectId();
        put("}}");
    }

    private void codeWithScope() {
        bson.int32();
        put("{\"$code\":");
        text(bson.text());
        put(",\"$scope\":");
        document();
        put("}");
    }

    private void timestamp() {
        int increment = bson.int32();
        int time = bson.int32();
        put("{\"$timestamp\":{\"t\":%s,\"i\":%s}}"
                .formatted(Integer.toUnsignedString(time), Integer.toUnsignedString(increment)));
    }

    private void decimal() {
        long low = bson.int64();
        long high = bson.int64();
        typed("$numberDecimal", Decimal128.fromIEEE754BIDEncoding(high, low).toString());
    }

    private void typedText(String name) {
        put("{\"" + name + "\":");
        text(bson.text());
        put("}");
    }

    private void typed(String name, String value) {
        put("{\"" + name + "\":\"" + value + "\"}");
    }

    private void text(byte[] text) {
        out.write('"');
        int plain = 0;
        for (int at = 0; at < text.length; at++) {
            byte value = text[at];
            if (value == '"' || value == '\\' || (value >= 0 && value < ' ')) {
                out.write(text, plain, at - plain);
                escape(value);
                plain = at + 1;
            }
        }
        out.write(text, plain, text.length - plain);
        out.write('"');
    }

    private void escape(byte value) {
        out.write('\\');
        if (value >= ' ') {
            out.write(value);
            return;
        }
        for (int at = 0; at < ESCAPES.length; at++) {
            if (ESCAPES[at] == value) {
                out.write(ESCAPED[at]);
                return;
            }
        }
        put("u%04x".formatted(value));
    }

    private void put(String ascii) {
        out.writeBytes(ascii.getBytes(US_ASCII));
    }
}
