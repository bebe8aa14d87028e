package io.rowkeep.control;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a token may do; each includes the ones before it. */
public enum Role {
    /** Status and lists. */
    VIEWER,
    /** Backup and download. */
    OPERATOR,
    /** Restore, clear, undo, deleting and tokens. */
    ADMIN;

    /**
     * Reads the name used over HTTP.
     *
     * @throws IllegalArgumentException when there is no such role
     */
    @JsonCreator
    public static Role parse(String text) {
        return switch (text) {
            case "viewer" -> VIEWER;
            case "operator" -> OPERATOR;
            case "admin" -> ADMIN;
            default ->
                throw new IllegalArgumentException("A role is viewer, operator or admin, not '%s'".formatted(text));
        };
    }

    /** The name over HTTP. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
