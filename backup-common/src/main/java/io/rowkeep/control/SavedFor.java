package io.rowkeep.control;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a backup was made for. */
public enum SavedFor {
    /** Somebody asked for it. */
    NONE,
    /** A clear saved it. */
    CLEAR,
    /** A restore saved it. */
    RESTORE,
    /** An undo saved it. */
    UNDO;

    /**
     * Reads the name used over HTTP.
     *
     * @throws IllegalArgumentException when it is none; the message names all
     */
    public static SavedFor parse(String text) {
        return Arrays.stream(values())
                .filter(value -> value.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A backup is saved for one of %s, not '%s'"
                        .formatted(Arrays.stream(values()).map(SavedFor::id).collect(Collectors.joining(", ")), text)));
    }

    /** The name over HTTP. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
