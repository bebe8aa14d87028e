package io.rowkeep.worker.source.mongo;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.BsonDbPointer;
import org.bson.BsonRegularExpression;
import org.bson.BsonTimestamp;
import org.bson.BsonWriter;
import org.bson.UuidRepresentation;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import tools.jackson.core.JsonToken;

/** Values of Extended JSON, canonical or relaxed. The parser stands at the name that tells the type. */
final class TypedValues {

    private static final int MOST_PIECES = 4;

    private TypedValues() {}

    /** @throws IllegalArgumentException for what is no such value */
    static void write(ValueReader values, String name) {
        BsonWriter bson = values.bson();
        values.nextToken();
        switch (name) {
            case "$oid" -> bson.writeObjectId(new ObjectId(values.text()));
            case "$symbol" -> bson.writeSymbol(values.text());
            case "$numberInt" -> bson.writeInt32(Integer.parseInt(values.text()));
            case "$numberLong" -> bson.writeInt64(Long.parseLong(values.text()));
            case "$numberDouble" -> bson.writeDouble(real(values.text()));
            case "$numberDecimal" -> bson.writeDecimal128(Decimal128.parse(values.text()));
            case "$uuid" ->
                bson.writeBinaryData(new BsonBinary(UUID.fromString(values.text()), UuidRepresentation.STANDARD));
            case "$date" -> bson.writeDateTime(date(values));
            case "$minKey" -> bson.writeMinKey();
            case "$maxKey" -> bson.writeMaxKey();
            case "$undefined" -> bson.writeUndefined();
            case "$binary" -> bson.writeBinaryData(binary(pieces(values)));
            case "$timestamp" -> bson.writeTimestamp(timestamp(pieces(values)));
            case "$regularExpression" -> {
                Map<String, String> pieces = pieces(values);
                bson.writeRegularExpression(
                        new BsonRegularExpression(piece(pieces, "pattern"), piece(pieces, "options")));
            }
            case "$dbPointer" -> {
                Map<String, String> pieces = pieces(values);
                bson.writeDBPointer(new BsonDbPointer(piece(pieces, "$ref"), new ObjectId(piece(pieces, "$id"))));
            }
            default -> throw new IllegalArgumentException("there is no such type");
        }
        values.end();
    }

    /** The nearest Double; what is beyond all of them would become another value without a word. */
    private static double real(String text) {
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number) && !text.endsWith("Infinity")) {
            throw new IllegalArgumentException("no Double is so large");
        }
        return number;
    }

    private static long date(ValueReader values) {
        return switch (values.token()) {
            case VALUE_STRING -> moment(values.text());
            case VALUE_NUMBER_INT -> values.json().getLongValue();
            default -> Long.parseLong(piece(pieces(values), "$numberLong"));
        };
    }

    /** The milliseconds of a text of ISO 8601. */
    static long moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("'%s' is no moment such as 2025-08-21T14:54:14.519Z".formatted(text), e);
        }
    }

    private static BsonBinary binary(Map<String, String> pieces) {
        byte[] subtype = HexFormat.of()
                .parseHex("%2s".formatted(piece(pieces, "subType")).replace(' ', '0'));
        if (subtype.length != 1) {
            throw new IllegalArgumentException("its subtype is no byte");
        }
        return new BsonBinary(subtype[0], Base64.getDecoder().decode(piece(pieces, "base64")));
    }

    private static BsonTimestamp timestamp(Map<String, String> pieces) {
        return new BsonTimestamp(
                Integer.parseUnsignedInt(piece(pieces, "t")), Integer.parseUnsignedInt(piece(pieces, "i")));
    }

    /** The few texts and numbers of an object; one in a value of its own, such as {@code {"$oid": …}}, stands for that. */
    private static Map<String, String> pieces(ValueReader values) {
        if (values.token() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("there must be an object");
        }
        Map<String, String> pieces = new LinkedHashMap<>();
        for (String name = values.nextName(); name != null; name = values.nextName()) {
            JsonToken token = values.nextToken();
            String piece = switch (token) {
                case VALUE_STRING -> values.text();
                case VALUE_NUMBER_INT -> values.json().getString();
                case START_OBJECT -> piece(pieces(values), "$oid");
                default -> throw new IllegalArgumentException("'%s' is of no use there".formatted(name));
            };
            if (pieces.put(name, piece) != null || pieces.size() > MOST_PIECES) {
                throw new IllegalArgumentException("it holds too much");
            }
        }
        return pieces;
    }

    private static String piece(Map<String, String> pieces, String name) {
        String piece = pieces.get(name);
        if (piece == null) {
            throw new IllegalArgumentException("it lacks '%s'".formatted(name));
        }
        return piece;
    }
}
