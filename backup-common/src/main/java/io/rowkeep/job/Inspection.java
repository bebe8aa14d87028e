package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an inspect job is to find out. */
public enum Inspection {
    /** Which tables the dataset has now. */
    TABLES,
    /** How many rows each of them has now. */
    ROW_COUNTS;

    /** The name in the job's row. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
