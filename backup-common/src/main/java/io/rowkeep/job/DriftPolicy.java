package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a restore does about tables that are not as they were when the backup was taken. */
public enum DriftPolicy {
    /** Refuses them, naming every difference. */
    STRICT,
    /** Leaves out columns that are gone and lets new ones have their defaults; refuses what could lose or change a value. */
    LENIENT;

    /**
     * Reads the name used over HTTP.
     *
     * @throws IllegalArgumentException when there is no such choice; the message names all
     */
    @JsonCreator
    public static DriftPolicy parse(String text) {
        return Words.parse("The drift policy of a restore", values(), text);
    }

    /** The name over HTTP. */
    @JsonValue
    public String id() {
        return Words.of(this);
    }
}
