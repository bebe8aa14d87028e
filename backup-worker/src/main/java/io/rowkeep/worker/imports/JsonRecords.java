package io.rowkeep.worker.imports;

import java.io.IOException;
import tools.jackson.core.JsonToken;

/** Objects of a JSON file as records: those of the array that the parser stands in, or those at the top of the file. For one thread. */
final class JsonRecords implements RecordSource<RecordLine> {

    private final JsonFile json;

    JsonRecords(JsonFile json) {
        this.json = json;
    }

    @Override
    public boolean next(RecordLine line) throws IOException {
        return json.reading(parser -> {
            JsonToken token = parser.nextToken();
            if (token == null || token == JsonToken.END_ARRAY) {
                return false;
            }
            line.begin();
            if (token != JsonToken.START_OBJECT) {
                throw line.refusal("it is no JSON object");
            }
            line.object(parser);
            return true;
        });
    }
}
