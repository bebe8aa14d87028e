package io.rowkeep.format;

import com.fasterxml.jackson.annotation.JsonValue;

/** How the values of a column are written in JSON (mapping version 1). SQL NULL is {@code null}, except in {@link #JSON}. */
public enum ColumnMapping {

    /** A JSON number in the server's own digits; NaN, Infinity and -Infinity are strings. */
    NUMBER("number"),
    /** true or false. */
    BOOLEAN("boolean"),
    /** jsonb, nested as it is: {@code null} is jsonb's own, SQL NULL is the absent field. */
    JSON("json"),
    /** A string of the server's text form. */
    TEXT("text");

    private final String id;

    ColumnMapping(String id) {
        this.id = id;
    }

    /** The name in manifests. */
    @JsonValue
    public String id() {
        return id;
    }
}
