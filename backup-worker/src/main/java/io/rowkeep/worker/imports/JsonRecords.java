package io.rowkeep.worker.imports;

import io.rowkeep.artifact.Column;
import java.io.IOException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Objects of a JSON file as records: those of the array that the parser stands in, or those at the top of the file. For one thread. */
final class JsonRecords implements RecordSource {

    private final JsonFile json;

    JsonRecords(JsonFile json) {
        this.json = json;
    }

    @Override
    public boolean next(RowLine line) throws IOException {
        return json.reading(parser -> {
            JsonToken token = parser.nextToken();
            if (token == null || token == JsonToken.END_ARRAY) {
                return false;
            }
            line.begin();
            if (token != JsonToken.START_OBJECT) {
                throw line.refusal("it is no JSON object");
            }
            fields(parser, line);
            return true;
        });
    }

    private static void fields(JsonParser parser, RowLine line) throws IOException {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            Column column = line.beginField(name);
            parser.nextToken();
            JsonValue.write(parser, column, line);
        }
    }
}
