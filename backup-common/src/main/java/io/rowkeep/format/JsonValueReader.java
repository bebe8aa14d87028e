package io.rowkeep.format;

import java.io.IOException;
import java.util.List;

/** Reads one value of a JSON row and puts it as a field of COPY text, however its bytes are cut. */
interface JsonValueReader {

    /** Forgets the value before. */
    void begin();

    /**
     * Reads on.
     *
     * @return the index after what was read: {@code end}, or that of the first byte after the value
     */
    int read(byte[] bytes, int from, int end, OutputBuffer out) throws IOException;

    /** Whether the value has ended. */
    boolean ended();

    /** The reader of each column; columns of one mapping share theirs. */
    static JsonValueReader[] of(List<FormatColumn> columns) {
        JsonValueReader number = new JsonNumberReader();
        JsonValueReader bool = new JsonBooleanReader();
        JsonValueReader text = new JsonTextReader();
        JsonValueReader nested = new JsonNestedReader();
        return columns.stream()
                .map(column -> switch (column.mapping()) {
                    case NUMBER -> number;
                    case BOOLEAN -> bool;
                    case TEXT -> text;
                    case JSON -> nested;
                })
                .toArray(JsonValueReader[]::new);
    }
}
