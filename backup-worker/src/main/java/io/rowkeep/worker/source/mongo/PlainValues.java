package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.FieldType;
import java.math.BigInteger;
import java.util.Base64;
import org.bson.BsonBinary;
import org.bson.BsonWriter;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Texts, numbers and booleans of JSON, which has no other types. The parser stands at one. */
final class PlainValues {

    private static final int LONGEST = 80;

    private PlainValues() {}

    /**
     * Writes it as what its field is to be.
     *
     * @param type null for what JSON says
     * @throws DocumentRefused when it is no such thing
     */
    static void write(ValueReader values, String path, @Nullable FieldType type) {
        if (type == null) {
            untyped(values, path);
            return;
        }
        JsonToken token = values.token();
        boolean number = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        boolean takesNumbers = type == FieldType.DECIMAL128 || type == FieldType.INT64;
        if (token != JsonToken.VALUE_STRING && !(number && takesNumbers)) {
            throw DocumentRefused.at(
                    path, "is %s and no %s".formatted(quote(values.json().getString()), type.id()));
        }
        String text =
                token == JsonToken.VALUE_STRING ? values.text() : values.json().getString();
        try {
            typed(values.bson(), type, text);
        } catch (IllegalArgumentException e) {
            throw DocumentRefused.at(path, "is %s, which is no %s".formatted(quote(text), type.id()));
        }
    }

    private static void typed(BsonWriter bson, FieldType type, String text) {
        switch (type) {
            case OBJECT_ID -> bson.writeObjectId(new ObjectId(text));
            case DATE -> bson.writeDateTime(TypedValues.moment(text));
            case DECIMAL128 -> bson.writeDecimal128(Decimal128.parse(text));
            case INT64 -> bson.writeInt64(Long.parseLong(text));
            case BINARY ->
                bson.writeBinaryData(new BsonBinary(Base64.getDecoder().decode(text)));
        }
    }

    private static void untyped(ValueReader values, String path) {
        JsonParser json = values.json();
        BsonWriter bson = values.bson();
        switch (values.token()) {
            case VALUE_STRING -> bson.writeString(values.text());
            case VALUE_TRUE -> bson.writeBoolean(true);
            case VALUE_FALSE -> bson.writeBoolean(false);
            case VALUE_NUMBER_INT -> whole(bson, json.getBigIntegerValue(), path);
            case VALUE_NUMBER_FLOAT -> real(bson, json.getDoubleValue(), path);
            default -> throw DocumentRefused.at(path, "has no value");
        }
    }

    private static void whole(BsonWriter bson, BigInteger number, String path) {
        if (number.bitLength() < Integer.SIZE) {
            bson.writeInt32(number.intValue());
        } else if (number.bitLength() < Long.SIZE) {
            bson.writeInt64(number.longValue());
        } else {
            throw DocumentRefused.at(path, "is a whole number of more than 64 bits: configure the field as decimal128");
        }
    }

    private static void real(BsonWriter bson, double number, String path) {
        if (Double.isInfinite(number)) {
            throw DocumentRefused.at(
                    path, "is a number that no Double is as large as: configure the field as decimal128");
        }
        bson.writeDouble(number);
    }

    private static String quote(String text) {
        return "'%s'".formatted(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
    }
}
