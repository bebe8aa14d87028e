package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The form of a file that is imported. How it is packed is seen in its first bytes and not said. */
public enum ImportFormat {
    /** A document, or an array of records. */
    JSON,
    /** One record after the other. */
    JSONL,
    /** CSV whose first line names the columns. */
    CSV,
    /** COPY text: the columns are the table's. */
    COPY;

    /**
     * Reads the name used over HTTP.
     *
     * @throws IllegalArgumentException when there is no such format
     */
    @JsonCreator
    public static ImportFormat parse(String text) {
        return Words.parse("The format of a file to import", values(), text);
    }

    /** The name over HTTP and in the job's row. */
    @JsonValue
    public String id() {
        return Words.of(this);
    }
}
