package io.rowkeep.worker.imports;

import io.rowkeep.worker.source.SourceTable;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The first reading of a JSON file. An array at its top holds records. Of objects there is one, a document, or several, which are
 * records; one that stands alone and has no array of objects in it is a record as well. For one thread.
 */
final class JsonSurvey {

    private static final String TABLES = "tables";
    private static final String METADATA = "metadata";
    private static final String TOTAL = "total_";

    private final JsonFile json;
    private final TargetTables targets;
    private final @Nullable SourceTable named;
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Long> arrays = new HashMap<>();
    private final Set<String> noCounts = new HashSet<>();
    private @Nullable SmartDocument smart;
    private Map<String, Long> counts = Map.of();

    private JsonSurvey(JsonFile json, TargetTables targets, @Nullable SourceTable named) {
        this.json = json;
        this.targets = targets;
        this.named = named;
    }

    /**
     * Reads as much as it takes to know what the file is: to its end for a document.
     *
     * @param named the table of the file's records, where the request or the file's name says so
     */
    static FilePlan of(JsonFile json, TargetTables targets, @Nullable SourceTable named, int maxDepth)
            throws IOException {
        return new JsonSurvey(json, targets, named).plan(maxDepth);
    }

    private FilePlan plan(int maxDepth) throws IOException {
        JsonToken first = json.reading(JsonParser::nextToken);
        if (first == JsonToken.START_ARRAY) {
            return new RecordFile(table(), true, json.name(), maxDepth);
        }
        if (first != JsonToken.START_OBJECT) {
            throw json.unexpected("an array of records, or an object");
        }
        boolean alone = json.reading(parser -> {
            readObject(parser);
            return parser.nextToken() == null;
        });
        if (alone && smart != null) {
            requireNoTable();
            smart.requireCounts(counts);
            return smart;
        }
        String array = alone ? arrayOfRecords() : null;
        return array == null ? new RecordFile(table(), false, json.name(), maxDepth) : document(array, maxDepth);
    }

    private void readObject(JsonParser parser) throws IOException {
        Envelope envelope = new Envelope(json);
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            envelope.field(name);
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY) {
                readArray(name, parser);
            } else if (value == JsonToken.VALUE_NUMBER_INT && parser.getString().length() < 19) {
                numbers.put(name, parser.getLongValue());
            } else if (name.startsWith(TOTAL) && value != JsonToken.VALUE_NULL) {
                noCounts.add(name);
                parser.skipChildren();
            } else if (value == JsonToken.START_OBJECT && name.equals(METADATA)) {
                counts = RecordCounts.read(json, parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readArray(String name, JsonParser parser) throws IOException {
        SmartDocument tables = name.equals(TABLES) ? new SmartDocument(json, targets) : null;
        long records = 0;
        boolean objects = true;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                throw json.unexpected("the end of an array");
            }
            objects &= token == JsonToken.START_OBJECT;
            if (tables != null && token == JsonToken.START_OBJECT) {
                tables = tables.survey(parser) ? tables : null;
            } else {
                tables = null;
                parser.skipChildren();
            }
            records++;
        }
        if (tables != null && (records > 0 || named == null)) {
            smart = tables;
        } else if (objects) {
            arrays.put(name, records);
        }
    }

    /** The one array of objects; null when there is none, or none that is no column of the table that was named. */
    private @Nullable String arrayOfRecords() {
        if (named != null && named.columns().stream().anyMatch(column -> arrays.containsKey(column.name()))) {
            return null;
        }
        if (arrays.size() > 1) {
            throw Refusal.of("%s has several arrays of objects, and one of them alone could be the records: %s"
                    .formatted(json.name(), Names.of(arrays.keySet())));
        }
        return arrays.isEmpty() ? null : arrays.keySet().iterator().next();
    }

    private FilePlan document(String array, int maxDepth) {
        long records = arrays.getOrDefault(array, 0L);
        if (noCounts.contains(TOTAL + array)) {
            throw Refusal.of("%s has a field '%s' that is no count of records".formatted(json.name(), TOTAL + array));
        }
        Long total = numbers.get(TOTAL + array);
        if (total != null && total != records) {
            throw Refusal.of("%s says that it has %d %s, and it has %d: it is not complete"
                    .formatted(json.name(), total, array, records));
        }
        SourceTable table = named == null ? targets.find(array) : named;
        return new RecordDocument(array, table, json.name(), maxDepth);
    }

    private SourceTable table() {
        if (named == null) {
            throw Refusal.of(
                    "%s does not say which table its records are of: name it with table=".formatted(json.name()));
        }
        return named;
    }

    private void requireNoTable() {
        if (named != null) {
            throw Refusal.of("%s names its tables itself: leave the table %s out of the request"
                    .formatted(json.name(), named.name()));
        }
    }
}
