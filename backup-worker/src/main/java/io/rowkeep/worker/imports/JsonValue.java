package io.rowkeep.worker.imports;

import io.rowkeep.artifact.Column;
import io.rowkeep.format.ColumnMapping;
import java.io.IOException;
import java.io.Writer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Puts the JSON value that a parser stands at into a field, as the column's type reads it. Stateless. */
final class JsonValue {

    private JsonValue() {}

    /** In a jsonb column null is jsonb's own, as in our own documents; everywhere else it is NULL. */
    static void write(JsonParser json, Column column, RowLine line) throws IOException {
        boolean jsonb = column.mapping() == ColumnMapping.JSON;
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL && !jsonb) {
            return;
        }
        boolean array = token == JsonToken.START_ARRAY && column.type().endsWith("[]");
        boolean nested = token.isStructStart();
        if (nested && !array && !jsonb && !column.type().equals("json")) {
            throw line.refusal("it is nested, and the column is of type %s".formatted(column.type()));
        }
        try (CopyField field = line.beginValue()) {
            if (jsonb || (nested && !array)) {
                nested(json, field);
            } else if (array) {
                elements(json, column.type(), field);
            } else {
                scalar(json, field);
            }
        }
    }

    private static void scalar(JsonParser json, Writer out) throws IOException {
        switch (json.currentToken()) {
            case VALUE_STRING -> json.readString(out);
            case VALUE_TRUE -> out.write("true");
            case VALUE_FALSE -> out.write("false");
            case VALUE_NULL -> out.write("null");
            default -> out.write(json.getString());
        }
    }

    /** Prints the value as it is, numbers in their own digits. */
    static void nested(JsonParser json, Writer out) throws IOException {
        int depth = 0;
        boolean follows = false;
        while (true) {
            JsonToken token = json.currentToken();
            boolean end = token.isStructEnd();
            if (follows && !end) {
                out.write(',');
            }
            switch (token) {
                case START_OBJECT -> out.write('{');
                case START_ARRAY -> out.write('[');
                case END_OBJECT -> out.write('}');
                case END_ARRAY -> out.write(']');
                case PROPERTY_NAME -> {
                    quoted(json.currentName(), out);
                    out.write(':');
                }
                case VALUE_STRING -> {
                    try (QuotedWriter string = QuotedWriter.json(out).open()) {
                        json.readString(string);
                    }
                }
                default -> scalar(json, out);
            }
            depth += token.isStructStart() ? 1 : end ? -1 : 0;
            if (depth == 0) {
                return;
            }
            follows = !token.isStructStart() && token != JsonToken.PROPERTY_NAME;
            json.nextToken();
        }
    }

    private static void quoted(String text, Writer out) throws IOException {
        try (QuotedWriter string = QuotedWriter.json(out).open()) {
            string.write(text);
        }
    }

    /** Prints an array as the server reads one. */
    private static void elements(JsonParser json, String type, Writer out) throws IOException {
        boolean ofJson = type.startsWith("json");
        // The one built-in type whose values are full of commas.
        char separator = type.startsWith("box") ? ';' : ',';
        int depth = 0;
        boolean follows = false;
        while (true) {
            JsonToken token = json.currentToken();
            if (follows && token != JsonToken.END_ARRAY) {
                out.write(separator);
            }
            switch (token) {
                case START_ARRAY -> out.write('{');
                case END_ARRAY -> out.write('}');
                case VALUE_NULL -> out.write("NULL");
                default -> element(json, ofJson, out);
            }
            depth += token == JsonToken.START_ARRAY ? 1 : token == JsonToken.END_ARRAY ? -1 : 0;
            if (depth == 0) {
                return;
            }
            follows = token != JsonToken.START_ARRAY;
            json.nextToken();
        }
    }

    private static void element(JsonParser json, boolean ofJson, Writer out) throws IOException {
        try (QuotedWriter element = QuotedWriter.element(out).open()) {
            if (ofJson || json.currentToken() == JsonToken.START_OBJECT) {
                nested(json, element);
            } else {
                scalar(json, element);
            }
        }
    }
}
