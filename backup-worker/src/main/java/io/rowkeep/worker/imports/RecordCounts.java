package io.rowkeep.worker.imports;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What a document's metadata say of its tables. */
final class RecordCounts {

    private static final String FIELD = "recordCounts";

    private RecordCounts() {}

    /** Reads the object that the parser stands at; without counts the map is empty. */
    static Map<String, Long> read(JsonFile json, JsonParser parser) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        Envelope envelope = new Envelope(json);
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            envelope.field(name);
            if (parser.nextToken() == JsonToken.START_OBJECT && name.equals(FIELD)) {
                readCounts(json, parser, counts);
            } else {
                parser.skipChildren();
            }
        }
        return counts;
    }

    private static void readCounts(JsonFile json, JsonParser parser, Map<String, Long> counts) throws IOException {
        Envelope envelope = new Envelope(json);
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            envelope.field(name);
            if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT
                    || parser.getString().length() > 18) {
                throw json.unexpected("a count of records");
            }
            counts.put(name, parser.getLongValue());
        }
    }
}
