package io.rowkeep.format;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How the rows of a backup are stored. */
public enum BackupFormat {

    /** JSON lines: one object per row, keys in column order. */
    JSON("json", "jsonl"),
    /** CSV without a header: every value quoted, NULL an unquoted empty field. */
    CSV("csv", "csv"),
    /** The lines of the line format as the server printed them. */
    NATIVE("native", "copy"),
    /** Rows of a spreadsheet, with dates and cells as people read them; no restore can. */
    SPREADSHEET("spreadsheet", "csv"),
    /** The stream of {@code pg_dump -Fc}, and the application's files as they are. Restored as a whole, never table by table. */
    SYSTEM("system", "dump");

    private final String id;
    private final String extension;

    BackupFormat(String id, String extension) {
        this.id = id;
        this.extension = extension;
    }

    /**
     * The format of that name.
     *
     * @throws IllegalArgumentException with a sentence that names them all, when it is none of them
     */
    @JsonCreator
    public static BackupFormat of(String id) {
        for (BackupFormat format : values()) {
            if (format.id.equals(id)) {
                return format;
            }
        }
        throw new IllegalArgumentException(
                "A backup's format is json, csv, native, spreadsheet or system, not '%s'".formatted(id));
    }

    /** The name in requests and manifests. */
    @JsonValue
    public String id() {
        return id;
    }

    /** The file extension of an uncompressed part, without the dot. */
    public String extension() {
        return extension;
    }

    /** Whether the rows can be read back: whether a restore of tables is possible. */
    public boolean restorable() {
        return switch (this) {
            case JSON, CSV, NATIVE -> true;
            case SPREADSHEET, SYSTEM -> false;
        };
    }
}
