package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a restore treats the rows that are in the tables now. */
public enum RestoreMode {
    /** The tables hold exactly the backup's rows afterwards. */
    REPLACE;

    /**
     * Reads the name used over HTTP.
     *
     * @throws IllegalArgumentException when there is no such mode
     */
    @JsonCreator
    public static RestoreMode parse(String text) {
        if (text.equals("replace")) {
            return REPLACE;
        }
        throw new IllegalArgumentException("The mode of a restore is replace, not '%s'".formatted(text));
    }

    /** The name over HTTP. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
