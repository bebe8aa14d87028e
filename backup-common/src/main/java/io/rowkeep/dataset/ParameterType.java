package io.rowkeep.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** The type of a query's parameter. */
public enum ParameterType {
    /** A whole number of at most 64 bits. */
    INTEGER,
    /** Any text. */
    TEXT,
    /** A day, as ISO 8601 writes it. */
    DATE,
    /** {@code true} or {@code false}. */
    BOOLEAN;

    /**
     * Reads the name used in configurations.
     *
     * @throws IllegalArgumentException when there is no such type
     */
    @JsonCreator
    public static ParameterType parse(String text) {
        return Arrays.stream(values())
                .filter(type -> type.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "A parameter's type is integer, text, date or boolean, not '%s'".formatted(text)));
    }

    /** The name in configurations and over HTTP. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
