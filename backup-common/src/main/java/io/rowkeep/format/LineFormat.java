package io.rowkeep.format;

import com.fasterxml.jackson.annotation.JsonValue;

/** How one record reads on its way between a database and the encoders: one line per record. The manifest names it per table. */
public enum LineFormat {

    /** PostgreSQL's COPY text, as the server prints it. */
    PG_COPY_TEXT("pg-copy-text"),
    /** MongoDB's Extended JSON, canonical. */
    EJSON("ejson");

    private final String id;

    LineFormat(String id) {
        this.id = id;
    }

    /** The name in manifests. */
    @JsonValue
    public String id() {
        return id;
    }
}
