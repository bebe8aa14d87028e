package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What becomes of a row that backup and table hold differently. */
public enum ConflictPolicy {
    /** The backup's row. */
    BACKUP_WINS,
    /** The table's row stays. */
    CURRENT_WINS,
    /** Field by field. */
    MERGE_FIELDS,
    /** Nothing is written until somebody has decided about each such row. */
    MANUAL;

    /**
     * Reads the name used over HTTP.
     *
     * @throws IllegalArgumentException when there is no such choice; the message names all
     */
    @JsonCreator
    public static ConflictPolicy parse(String text) {
        return Words.parse("The conflict policy of a merge", values(), text);
    }

    /** The name over HTTP. */
    @JsonValue
    public String id() {
        return Words.of(this);
    }
}
