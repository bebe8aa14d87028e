package io.rowkeep.format;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the rows of a backup are stored. */
public enum BackupFormat {
    /** JSON lines. */
    JSON("jsonl"),
    /** Plain CSV without a header. */
    CSV("csv"),
    /** The line format itself. */
    NATIVE("copy");
    private final String extension;

    BackupFormat(String extension) {
        this.extension = extension;
    }
    /** Reads the name. */
    @JsonCreator
    public static BackupFormat parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
    /** The name. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
    /** The extension of a part. */
    public String extension() {
        return extension;
    }
}
