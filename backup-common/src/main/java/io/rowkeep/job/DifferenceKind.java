package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a row of a backup and a table differ. */
public enum DifferenceKind {
    /** The table does not have the row, and gets it. */
    INSERT,
    /** The table has the row otherwise, and nobody changed it there since. */
    UPDATE,
    /** Only the table has the row, and it goes: in a replace, and in an undo of a merge. */
    DELETE,
    /** Both sides hold the row differently, or somebody changed it in the table since. */
    CONFLICT,
    /** The table's row is not older, and newer rows are to be preserved. */
    KEPT_NEWER,
    /** Compared with the base only the table's row has changed: it stays. */
    KEPT_CURRENT,
    /** It was to be written, and uniqueness or a reference forbids it. */
    REFUSED;

    /**
     * Reads the name used over HTTP.
     *
     * @throws IllegalArgumentException when there is no such choice; the message names all
     */
    @JsonCreator
    public static DifferenceKind parse(String text) {
        return Words.parse("The kind of a difference", values(), text);
    }

    /** The name over HTTP. */
    @JsonValue
    public String id() {
        return Words.of(this);
    }
}
