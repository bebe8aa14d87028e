package io.rowkeep.format;

import com.fasterxml.jackson.annotation.JsonValue;

/** How one record stands in one line between a database and the rest. */
public enum LineFormat {
    /** PostgreSQL's COPY text. */
    PG_COPY_TEXT("pg-copy-text"),
    /** MongoDB's canonical Extended JSON. */
    EJSON("ejson");
    private final String id;

    LineFormat(String id) {
        this.id = id;
    }
    /** The name in the manifest. */
    @JsonValue
    public String id() {
        return id;
    }
}
