package io.rowkeep.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What a plain JSON value of an imported document becomes in MongoDB, where JSON has no such type. */
public enum FieldType {
    /** 24 hexadecimal digits. */
    OBJECT_ID("objectId"),
    /** A moment, as ISO 8601 writes it. */
    DATE("date"),
    /** A number, or a string of one. */
    DECIMAL128("decimal128"),
    /** A whole number of at most 64 bits, or a string of one. */
    INT64("int64"),
    /** A string of Base64. */
    BINARY("binary");

    private final String id;

    FieldType(String id) {
        this.id = id;
    }

    /**
     * Reads the name used in configurations.
     *
     * @throws IllegalArgumentException when there is no such type
     */
    @JsonCreator
    public static FieldType parse(String text) {
        return Arrays.stream(values())
                .filter(type -> type.id.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "A field's type is objectId, date, decimal128, int64 or binary, not '%s'".formatted(text)));
    }

    /** The name in configurations. */
    @JsonValue
    public String id() {
        return id;
    }
}
