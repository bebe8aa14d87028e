package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where the value of a row or field comes from. */
public enum Side {
    /** From the backup. */
    BACKUP,
    /** It stays as it is in the table. */
    CURRENT;

    /**
     * Reads the name used over HTTP.
     *
     * @throws IllegalArgumentException when there is no such choice; the message names all
     */
    @JsonCreator
    public static Side parse(String text) {
        return Words.parse("The side of a decision", values(), text);
    }

    /** The name over HTTP. */
    @JsonValue
    public String id() {
        return Words.of(this);
    }
}
