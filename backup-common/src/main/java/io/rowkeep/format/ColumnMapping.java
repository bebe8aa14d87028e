package io.rowkeep.format;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a column stands in JSON. */
public enum ColumnMapping {
    /** Number. */
    NUMBER,
    /** Boolean. */
    BOOLEAN,
    /** Nested. */
    JSON,
    /** String. */
    TEXT;
    /** The name in the manifest. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
