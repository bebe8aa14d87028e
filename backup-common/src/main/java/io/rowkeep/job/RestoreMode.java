package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a restore treats the rows that are in the tables now. */
public enum RestoreMode {
    /** The tables hold exactly the backup's rows afterwards. */
    REPLACE,
    /** The backup's rows come into the tables, and no row goes. */
    MERGE,
    /** A whole database and the application's files come back into nothing: from a system backup, by running its dump. */
    SYSTEM;

    /**
     * Reads the name used over HTTP.
     *
     * @throws IllegalArgumentException when there is no such mode
     */
    @JsonCreator
    public static RestoreMode parse(String text) {
        return Words.parse("The mode of a restore", values(), text);
    }

    /** The name over HTTP. */
    @JsonValue
    public String id() {
        return Words.of(this);
    }
}
