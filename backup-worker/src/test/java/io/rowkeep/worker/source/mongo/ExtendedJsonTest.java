package io.rowkeep.worker.source.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDbPointer;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonJavaScript;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonSymbol;
import org.bson.BsonTimestamp;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents as lines of Extended JSON and back. */
class ExtendedJsonTest {

    static List<BsonValue> values() {
        List<BsonValue> values = new ArrayList<>(List.of(
                new BsonObjectId(new ObjectId("68a72cf14b78eb31b9af9e45")),
                new BsonString(""),
                new BsonString("quote \" backslash \\ nul \0 bell \u0007 line\n tab\t ünï €uro \ud83d\ude00 \u2028"),
                new BsonDateTime(0),
                new BsonDateTime(-62135596800001L),
                new BsonDateTime(253402300800000L),
                new BsonDateTime(Long.MIN_VALUE),
                new BsonDateTime(Long.MAX_VALUE),
                new BsonInt32(1),
                new BsonInt32(Integer.MIN_VALUE),
                new BsonInt64(1),
                new BsonInt64(Long.MIN_VALUE),
                new BsonInt64((1L << 53) + 1),
                new BsonDouble(1.0),
                new BsonDouble(-0.0),
                new BsonDouble(0.1),
                new BsonDouble(Double.MIN_VALUE),
                new BsonDouble(Double.MAX_VALUE),
                new BsonDouble(Double.NaN),
                new BsonDouble(Double.POSITIVE_INFINITY),
                new BsonDouble(Double.NEGATIVE_INFINITY),
                new BsonDecimal128(Decimal128.NaN),
                new BsonDecimal128(Decimal128.POSITIVE_INFINITY),
                new BsonDecimal128(Decimal128.NEGATIVE_ZERO),
                new BsonDecimal128(Decimal128.parse("-0E-10")),
                new BsonDecimal128(new Decimal128(new BigDecimal("12.340"))),
                new BsonDecimal128(Decimal128.parse("9.999999999999999999999999999999999E+6144")),
                new BsonDecimal128(Decimal128.parse("1E-6176")),
                new BsonBoolean(true),
                BsonNull.VALUE,
                new BsonUndefined(),
                new BsonMinKey(),
                new BsonMaxKey(),
                new BsonSymbol("symbol"),
                new BsonJavaScript("function() { return \"x\"; }"),
                new BsonJavaScriptWithScope("f()", new BsonDocument("$oid", new BsonInt32(7))),
                new BsonTimestamp(-1, -2),
                new BsonTimestamp(1, 2),
                new BsonRegularExpression("^a\"/b", "imx"),
                new BsonDbPointer("db.users", new ObjectId("68a72cf14b78eb31b9af9e45")),
                new BsonBinary(UUID.fromString("01020304-0506-0708-090a-0b0c0d0e0f10")),
                new BsonDocument(),
                new BsonDocument("", new BsonString("empty key")),
                new BsonDocument("a.b", new BsonInt32(1)).append("$gt", new BsonInt32(2)),
                new BsonDocument("$oid", new BsonString("no ObjectId")),
                new BsonDocument("$date", new BsonInt32(5)).append("b", new BsonInt32(6)),
                new BsonDocument("$literal", new BsonDocument("$literal", new BsonInt32(1))),
                new BsonDocument("$ref", new BsonString("users")).append("$id", new BsonInt32(6)),
                new BsonArray(),
                new BsonArray(List.of(
                        new BsonArray(List.of(new BsonDocument("$code", new BsonInt32(1)))), new BsonInt64(5)))));
        for (int subtype : new int[] {0, 1, 2, 3, 4, 5, 6, 9, 0x80, 0xff}) {
            values.add(new BsonBinary(
                    (byte) subtype, new byte[] {0, 1, 2, -1, 127, -128, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}));
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("values")
    void comesBackWithTheSameBytes(BsonValue value) {
        RawBsonDocument document = raw(new BsonDocument("_id", value)
                .append("nested", new BsonDocument("value", value))
                .append("array", new BsonArray(List.of(value, value))));

        byte[] line = ExtendedJson.line(document);

        assertThat(line).endsWith('\n');
        assertThat(new String(line, UTF_8).strip()).doesNotContain("\n");
        assertThat(bytes(ExtendedJson.document(line, 0, line.length))).isEqualTo(bytes(document));
    }

    @ParameterizedTest
    @MethodSource("values")
    void isWhatTheDriverReads(BsonValue value) {
        RawBsonDocument document = raw(new BsonDocument("v", value));
        String line = new String(ExtendedJson.line(document), UTF_8);
        if (!line.contains("$literal") && !line.contains("$undefined")) {
            assertThat(bytes(raw(BsonDocument.parse(line)))).isEqualTo(bytes(document));
        }
    }

    @Test
    void keepsOrderAndWhatIsThereTwice() {
        String line = "{\"b\":{\"$numberInt\":\"1\"},\"a\":true,\"b\":null}";
        assertThat(new String(ExtendedJson.line(ExtendedJson.document(line.getBytes(UTF_8), 0, line.length())), UTF_8))
                .isEqualTo(line + "\n");
    }

    @Test
    void takesADocumentOf16MiB() {
        byte[] noise = new byte[8 << 20];
        Arrays.fill(noise, (byte) 0x5a);
        RawBsonDocument document =
                raw(new BsonDocument("b", new BsonBinary(noise)).append("s", new BsonString("\u0001".repeat(8 << 20))));
        byte[] line = ExtendedJson.line(document);
        assertThat(Arrays.equals(bytes(ExtendedJson.document(line, 0, line.length)), bytes(document)))
                .isTrue();
    }

    @Test
    void refusesTextThatIsNoUtf8() {
        byte[] bytes = bytes(raw(new BsonDocument("s", new BsonString("xy"))));
        bytes[bytes.length - 4] = (byte) 0xed;
        bytes[bytes.length - 3] = (byte) 0xa0;
        assertThatThrownBy(() -> ExtendedJson.line(new RawBsonDocument(bytes)))
                .hasMessage("has a text that is no UTF-8");
    }

    @Test
    void refusesHalfOfASurrogatePair() {
        byte[] line = "{\"s\":\"\\ud800x\"}".getBytes(UTF_8);
        assertThatThrownBy(() -> ExtendedJson.document(line, 0, line.length))
                .hasMessage("field 's' holds half of a surrogate pair, which is no character");
    }

    private static RawBsonDocument raw(BsonDocument document) {
        return new RawBsonDocument(document, new BsonDocumentCodec());
    }

    private static byte[] bytes(RawBsonDocument document) {
        ByteBuf buffer = document.getByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
