package io.rowkeep.worker.source.mongo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonParseException;
import org.bson.json.JsonWriterSettings;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/** Values as people read and name them: strings, numbers, ObjectIds and dates plain, all else in Extended JSON. */
final class ValueText {

    private static final JsonWriterSettings CANONICAL =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();
    private static final String ONLY = "v";
    private static final int LONGEST_NUMBER = 40;

    private ValueText() {}

    /** The value, as short as it can be said. */
    static String of(BsonValue value) {
        return switch (value) {
            case BsonString text -> text.getValue();
            case BsonObjectId id -> id.getValue().toHexString();
            case BsonInt32 number -> String.valueOf(number.getValue());
            case BsonInt64 number -> String.valueOf(number.getValue());
            case BsonDouble number -> String.valueOf(number.getValue());
            case BsonBoolean flag -> String.valueOf(flag.getValue());
            case BsonDateTime time -> time(time);
            default -> exact(value);
        };
    }

    /** The value in canonical Extended JSON, which tells every two values apart. */
    static String exact(BsonValue value) {
        String wrapped = new BsonDocument(ONLY, value).toJson(CANONICAL);
        return wrapped.substring(wrapped.indexOf(':') + 1, wrapped.length() - 1).strip();
    }

    /** All values that somebody may mean by a text: in Extended JSON there is one, in plain words there may be several. */
    static List<BsonValue> meant(String text) {
        List<BsonValue> values = new ArrayList<>();
        if (text.startsWith("{") || text.startsWith("\"")) {
            parse(text, values);
            if (!values.isEmpty()) {
                return values;
            }
        }
        values.add(new BsonString(text));
        if (ObjectId.isValid(text)) {
            values.add(new BsonObjectId(new ObjectId(text)));
        }
        number(text, values);
        if (text.equals("true") || text.equals("false")) {
            values.add(BsonBoolean.valueOf(Boolean.parseBoolean(text)));
        }
        if (text.endsWith("Z")) {
            parse("{\"$date\": \"%s\"}".formatted(text.replace("\"", "")), values);
        }
        return values;
    }

    private static void parse(String json, List<BsonValue> values) {
        try {
            values.add(BsonDocument.parse("{\"%s\": %s}".formatted(ONLY, json)).get(ONLY));
        } catch (JsonParseException | IllegalArgumentException e) {
            // Then it is meant as it stands there.
        }
    }

    private static void number(String text, List<BsonValue> values) {
        if (text.length() <= LONGEST_NUMBER && text.matches("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?")) {
            try {
                values.add(new org.bson.BsonDecimal128(Decimal128.parse(text)));
            } catch (NumberFormatException e) {
                // No server has a number of so many digits.
            }
        }
    }

    private static String time(BsonDateTime time) {
        return BsonDocument.parse("{}")
                .append(ONLY, time)
                .toJson(JsonWriterSettings.builder()
                        .outputMode(JsonMode.RELAXED)
                        .build())
                .replaceAll("^.*\"\\$date\": (\"([^\"]*)\"|\\{.*?\"(-?\\d+)\"}).*$", "$2$3");
    }

    /** A text that databases can store: without U+0000, and not longer than so many characters. */
    static String storable(String text, int longest) {
        String stored = text.replace('\0', '\uFFFD');
        return stored.codePointCount(0, stored.length()) <= longest
                ? stored
                : stored.substring(0, stored.offsetByCodePoints(0, longest));
    }

    /** A key for a message. */
    static String key(BsonValue id) {
        return Map.of(CollectionTable.ID, of(id)).toString();
    }
}
