package io.rowkeep.worker.imports;

import io.rowkeep.worker.source.SourceTable;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JsonParser;

/**
 * JSON records of one table, and nothing else.
 *
 * @param inArray whether they stand in an array, and not one after the other
 * @param name the file's, for a sentence
 */
record RecordFile(SourceTable table, boolean exactly, boolean inArray, String name, int maxDepth) implements FilePlan {

    RecordFile(SourceTable table, boolean inArray, String name, int maxDepth) {
        this(table, false, inArray, name, maxDepth);
    }

    @Override
    public void load(InputStream in, Loading loading) throws IOException {
        JsonFile json = JsonFile.open(in, name, maxDepth);
        if (inArray) {
            json.reading(JsonParser::nextToken);
        }
        loading.objects(table, exactly, new JsonRecords(json));
        if (json.reading(JsonParser::nextToken) != null) {
            throw json.unexpected("the end of the file");
        }
    }
}
