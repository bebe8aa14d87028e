package io.rowkeep.judge;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files that were downloaded, read by readers that know nothing of Rowkeep. A row is one text of marked values, so that NULL, an
 * empty text, a number and its digits are all different; the rows of a table are sorted.
 */
public final class Downloaded {

    /** Reads JSON without any limit, and numbers with all their digits. */
    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(1_000_000)
                            .maxStringLength(100_000_000)
                            .maxNestingDepth(100_000)
                            .build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(100_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final CSVFormat CSV = CSVFormat.RFC4180
            .builder()
            .setNullString("")
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .setIgnoreEmptyLines(false)
            .get();
    private static final String BETWEEN = " | ";

    private Downloaded() {}

    /** The rows of each table of a JSON document, in its order, and under the name "" the metadata as one row. Tables of schema public go by their own names there. */
    public static Map<String, List<String>> document(InputStream file, Map<String, Catalogue.Table> tables)
            throws IOException {
        Map<String, List<String>> found = new LinkedHashMap<>();
        try (var parser = JSON.createParser(file)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME && parser.currentName().equals("metadata")) {
                    parser.nextToken();
                    found.put("", List.of(parser.readValueAsTree().toString()));
                } else if (token == JsonToken.PROPERTY_NAME
                        && parser.currentName().equals("tableName")) {
                    String written = parser.nextStringValue();
                    String name = tables.containsKey(written) ? written : "public." + written;
                    while (parser.nextToken() != JsonToken.START_ARRAY
                            || !"records"
                                    .equals(parser.streamReadContext()
                                            .getParent()
                                            .currentName())) {
                        // The key may be a list, too.
                    }
                    List<String> rows = new ArrayList<>();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        rows.add(record(parser.readValueAsTree(), tables.get(name)));
                    }
                    found.put(name, sorted(rows));
                }
            }
        }
        return found;
    }

    /** The rows of JSON lines. */
    public static List<String> jsonLines(InputStream file, Catalogue.Table table) throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line : text(file).split("\n")) {
            if (!line.isEmpty()) {
                rows.add(record(JSON.readTree(line), table));
            }
        }
        return sorted(rows);
    }

    /** The rows of a CSV file whose first row is the columns' names. */
    public static List<String> csv(InputStream file, Catalogue.Table table) throws IOException {
        List<String> rows = new ArrayList<>();
        try (CSVParser parser = CSV.parse(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            boolean header = true;
            for (CSVRecord line : parser) {
                if (header) {
                    List<String> names =
                            table.written().stream().map(Catalogue.Column::name).toList();
                    if (!names.isEmpty() && !line.toList().equals(names)) {
                        throw new AssertionError("The header of %s is %s".formatted(table.name(), line.toList()));
                    }
                    header = false;
                } else {
                    rows.add(texts(table.written().isEmpty() ? List.of() : line.toList()));
                }
            }
        }
        return sorted(rows);
    }

    /** The rows of a file of COPY text. */
    public static List<String> copyText(InputStream file) throws IOException {
        String text = text(file);
        List<String> rows = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            rows.add(text.substring(from, end));
            from = end + 1;
        }
        if (from != text.length()) {
            rows.add("without an end: " + text.substring(from));
        }
        return sorted(rows);
    }

    /** Values that are all texts, as CSV has them. */
    static String texts(List<@Nullable String> values) {
        StringBuilder row = new StringBuilder();
        for (String value : values) {
            row.append(value == null ? "null" : "s:" + value).append(BETWEEN);
        }
        return row.toString();
    }

    /** A record by the JSON mapping: every column has its place, and none is there that the table does not know. */
    static String record(JsonNode record, Catalogue.Table table) {
        StringBuilder row = new StringBuilder();
        for (Catalogue.Column column : table.written()) {
            row.append(value(record.get(column.name()), column)).append(BETWEEN);
        }
        record.propertyNames().stream()
                .filter(name -> table.written().stream()
                        .noneMatch(column -> column.name().equals(name)))
                .forEach(name -> row.append("unknown column ").append(name));
        return row.toString();
    }

    private static String value(@Nullable JsonNode node, Catalogue.Column column) {
        if (column.type().equals("jsonb")) {
            return node == null ? "absent" : "j:" + JSON.writeValueAsString(node);
        }
        if (node == null) {
            return "missing";
        }
        return switch (node.getNodeType()) {
            case NULL -> "null";
            case BOOLEAN -> "b:" + node.booleanValue();
            case NUMBER -> number(node.decimalValue());
            case STRING -> "s:" + node.stringValue();
            default -> "not a value of a column: " + node;
        };
    }

    /** A number with its digits, however it is written. */
    static String number(BigDecimal number) {
        return "n:" + number.unscaledValue() + "/" + number.scale();
    }

    private static List<String> sorted(List<String> rows) {
        Collections.sort(rows);
        return rows;
    }

    private static String text(InputStream file) throws IOException {
        return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
}
