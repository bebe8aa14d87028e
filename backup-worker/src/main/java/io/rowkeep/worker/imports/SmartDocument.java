package io.rowkeep.worker.imports;

import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.source.SourceTable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A document with a list {@code tables}, each with its name and records: a smart backup, or a download of ours. For one thread. */
final class SmartDocument implements FilePlan {

    private static final String TABLE_NAME = "tableName";
    private static final String PRIMARY_KEY = "primaryKey";
    private static final String COLUMNS = "columns";
    private static final String RECORDS = "records";
    private static final int MOST_COLUMNS = 1600;
    private static final int NONE = -1;
    private static final int NO_LIST = -2;

    private final JsonFile surveyed;
    private final TargetTables targets;
    private final List<JsonSection> sections = new ArrayList<>();

    SmartDocument(JsonFile surveyed, TargetTables targets) {
        this.surveyed = surveyed;
        this.targets = targets;
    }

    /** Takes note of the object that the parser stands at; false when it is no table of such a document. */
    boolean survey(JsonParser parser) throws IOException {
        Envelope envelope = new Envelope(surveyed);
        @Nullable String name = null;
        List<String> key = List.of();
        @Nullable List<String> columns = null;
        long records = NONE;
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            envelope.field(field);
            JsonToken value = parser.nextToken();
            switch (field) {
                case TABLE_NAME -> name = value == JsonToken.VALUE_STRING ? surveyed.text() : null;
                case PRIMARY_KEY -> key = strings(parser, field);
                case COLUMNS -> columns = strings(parser, field);
                case RECORDS -> records = value == JsonToken.START_ARRAY ? count(parser) : NO_LIST;
                default -> parser.skipChildren();
            }
            if (parser.currentToken().isStructStart()) {
                parser.skipChildren();
            }
        }
        if (name == null || records == NONE) {
            return false;
        }
        if (records == NO_LIST) {
            throw Refusal.of("%s: the records of table %s are no list".formatted(surveyed.name(), Refusal.quote(name)));
        }
        SourceTable table = targets.findInDocument(name);
        requireKey(table, key);
        requireNew(table);
        sections.add(
                new JsonSection(columns == null ? table : Loading.confine(table, columns), columns != null, records));
        return true;
    }

    /** Proves that there are as many records as the document says. */
    void requireCounts(Map<String, Long> counts) {
        counts.forEach((name, count) -> {
            if (count != 0 || sections.stream().anyMatch(section -> isNamed(section, name))) {
                SourceTable table = targets.findInDocument(name);
                long found = sections.stream()
                        .filter(section -> section.table().name().equals(table.name()))
                        .mapToLong(JsonSection::records)
                        .sum();
                if (found != count) {
                    throw Refusal.of("%s says that it has %d records of table %s, and it has %d: it is not complete"
                            .formatted(surveyed.name(), count, table.name(), found));
                }
            }
        });
    }

    private static boolean isNamed(JsonSection section, String name) {
        TableName table = section.table().name();
        return List.of(table.toString(), table.shortText(), table.name()).contains(name);
    }

    @Override
    public void load(InputStream in, Loading loading) throws IOException {
        JsonFile json = JsonFile.open(in, surveyed.name(), surveyed.maxDepth());
        json.reading(parser -> {
            int next = 0;
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                if (!name.equals("tables")) {
                    parser.skipChildren();
                    continue;
                }
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    load(json, parser, sections.get(next++), loading);
                }
            }
            return next;
        });
    }

    private static void load(JsonFile json, JsonParser parser, JsonSection section, Loading loading)
            throws IOException {
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            parser.nextToken();
            if (field.equals(RECORDS)) {
                loading.objects(section.table(), section.exactly(), new JsonRecords(json));
            } else {
                parser.skipChildren();
            }
        }
    }

    private long count(JsonParser parser) throws IOException {
        long records = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                throw surveyed.unexpected("the end of an array");
            }
            parser.skipChildren();
            records++;
        }
        return records;
    }

    /** A name, or a list of names; nothing for anything else. */
    private List<String> strings(JsonParser parser, String field) throws IOException {
        List<String> strings = new ArrayList<>();
        switch (parser.currentToken()) {
            case VALUE_STRING -> strings.add(surveyed.text());
            case VALUE_NULL -> {}
            case START_ARRAY -> {
                while (parser.nextToken() == JsonToken.VALUE_STRING && strings.size() < MOST_COLUMNS) {
                    strings.add(surveyed.text());
                }
                if (parser.currentToken() != JsonToken.END_ARRAY) {
                    throw surveyed.unexpected(
                            "the next name of field '%s', of at most %d".formatted(field, MOST_COLUMNS));
                }
            }
            default -> throw surveyed.unexpected("a name or a list of names in field '%s'".formatted(field));
        }
        return strings;
    }

    private void requireKey(SourceTable table, List<String> key) {
        if (!key.isEmpty() && !key.equals(table.primaryKey())) {
            throw Refusal.of("The primary key of table %s is %s, and the file says %s"
                    .formatted(table.name(), Names.of(table.primaryKey()), Refusal.quote(String.join(", ", key))));
        }
    }

    private void requireNew(SourceTable table) {
        if (sections.stream().anyMatch(section -> section.table().name().equals(table.name()))) {
            throw Refusal.of("Table %s is in the file twice".formatted(table.name()));
        }
    }
}
