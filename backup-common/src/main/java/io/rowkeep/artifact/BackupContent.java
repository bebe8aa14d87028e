package io.rowkeep.artifact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What a backup holds of its tables. */
public enum BackupContent {
    /** All their rows. */
    ROWS,
    /** Of the rows that a merge, or the undo of one, changed: what they were before. Only an undo reads it. */
    BEFORE_IMAGES,
    /** The rows of a query's result, which belong to no table. No restore reads it. */
    QUERY_RESULT;

    /**
     * Reads the name used in manifests and over HTTP.
     *
     * @throws IllegalArgumentException when it is none
     */
    @JsonCreator
    public static BackupContent parse(String text) {
        return Arrays.stream(values())
                .filter(content -> content.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "A backup holds rows, before_images or query_result, not '%s'".formatted(text)));
    }

    /** The name in manifests and over HTTP. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
