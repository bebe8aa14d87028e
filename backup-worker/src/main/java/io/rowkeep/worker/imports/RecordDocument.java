package io.rowkeep.worker.imports;

import io.rowkeep.worker.source.SourceTable;
import java.io.IOException;
import java.io.InputStream;

/**
 * A document of one array of records beside other fields.
 *
 * @param array the field that holds the records
 * @param name the file's, for a sentence
 */
record RecordDocument(String array, SourceTable table, String name, int maxDepth) implements FilePlan {

    @Override
    public void load(InputStream in, Loading loading) throws IOException {
        JsonFile json = JsonFile.open(in, name, maxDepth);
        json.reading(parser -> {
            long rows = 0;
            parser.nextToken();
            for (String field = parser.nextName(); field != null; field = parser.nextName()) {
                parser.nextToken();
                if (field.equals(array)) {
                    rows = loading.objects(table, false, new JsonRecords(json));
                } else {
                    parser.skipChildren();
                }
            }
            return rows;
        });
    }
}
