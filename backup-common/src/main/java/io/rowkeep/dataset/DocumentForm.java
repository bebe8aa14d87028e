package io.rowkeep.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** The form that a JSON download of a dataset has. */
public enum DocumentForm {
    /** Any tables: {@code {"tables": [{"tableName", "primaryKey", "columns", "records"}], "metadata": {…}}}; names of schema {@code public} alone. */
    TABLES,
    /** One table: {@code {"backup_timestamp", "backup_datetime", "total_users", "users": […]}}, named after the table. */
    USERS,
    /** One table: an array of its records and nothing else. */
    ARRAY;

    /**
     * Reads the name used in configurations and manifests.
     *
     * @throws IllegalArgumentException when there is no such form
     */
    @JsonCreator
    public static DocumentForm parse(String text) {
        return Arrays.stream(values())
                .filter(form -> form.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "A document's form is tables, users or array, not '%s'".formatted(text)));
    }

    /** Whether a document of this form holds exactly one table. */
    public boolean ofOneTable() {
        return this != TABLES;
    }

    /** The name in configurations and manifests. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
