package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether the tables' own triggers see what a restore does. */
public enum TriggerPolicy {
    /** They do not run. */
    SKIP,
    /** They run as for everybody else. */
    RUN;

    /**
     * Reads the name used over HTTP.
     *
     * @throws IllegalArgumentException when there is no such choice; the message names all
     */
    @JsonCreator
    public static TriggerPolicy parse(String text) {
        return Words.parse("The trigger policy of a restore", values(), text);
    }

    /** The name over HTTP. */
    @JsonValue
    public String id() {
        return Words.of(this);
    }
}
