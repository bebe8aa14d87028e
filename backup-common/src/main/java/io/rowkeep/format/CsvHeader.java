package io.rowkeep.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;

/** The header record of a downloaded CSV; stored parts have none. */
public final class CsvHeader {

    private CsvHeader() {}

    /** The names, quoted, with the newline that ends the record; UTF-8. Without columns it is an empty line. */
    public static byte[] of(List<FormatColumn> columns) {
        return columns.stream()
                .map(column -> '"' + column.name().replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\n"))
                .getBytes(UTF_8);
    }
}
