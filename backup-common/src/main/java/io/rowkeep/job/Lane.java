package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A queue with its own worker slots, so that short and urgent work never waits behind long work. */
public enum Lane {
    /** Reads a source and writes to the object store. */
    EXPORT,
    /** Changes a source. */
    CHANGE,
    /** Answers a question while somebody waits, and other work that needs no source for long. */
    INSPECT;

    /** The name in queue names and messages. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
