package io.rowkeep.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A table of random columns and values, always the same for one seed, and its COPY text written the slow and obvious way. */
final class RandomTable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SPECIAL = "\"\\\t\n\r\b\f\u000b\u0001\u001f\u007f,{}[]:N.ué日\u07ff\ud7ff\ue000\uffff' ";
    private static final String[] NUMBERS = {
        "0", "-0", "1", "-17", "9223372036854775807", "0.10", "-1.5e-07", "1e+20", "NaN", "Infinity", "-Infinity"
    };

    private final Random random;
    final List<FormatColumn> columns = new ArrayList<>();
    final List<List<@Nullable String>> rows = new ArrayList<>();

    RandomTable(long seed) {
        random = new Random(seed);
        int width = random.nextInt(7);
        for (int i = 0; i < width; i++) {
            ColumnMapping[] mappings = ColumnMapping.values();
            columns.add(new FormatColumn(i + text(), mappings[random.nextInt(mappings.length)]));
        }
        for (int i = random.nextInt(5); i >= 0; i--) {
            rows.add(columns.stream().map(column -> value(column.mapping())).toList());
        }
    }

    Random random() {
        return random;
    }

    /** The lines of COPY text, each with its newline. */
    List<byte[]> lines() {
        return rows.stream().map(RandomTable::line).map(Bytes::of).toList();
    }

    private static String line(List<@Nullable String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String value = row.get(i);
            line.append(i == 0 ? "" : "\t").append(value == null ? "\\N" : escaped(value));
        }
        return line.append('\n').toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\b", "\\b")
                .replace("\f", "\\f")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\u000b", "\\v");
    }

    private @Nullable String value(ColumnMapping mapping) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        return switch (mapping) {
            case NUMBER -> NUMBERS[random.nextInt(NUMBERS.length)];
            case BOOLEAN -> random.nextBoolean() ? "t" : "f";
            case TEXT -> text();
            // The server escapes control characters in small digits, Jackson in capitals.
            case JSON ->
                JSON.writeValueAsString(node(3)).replace("\\u001F", "\\u001f").replace("\\u000B", "\\u000b");
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append(SPECIAL.charAt(random.nextInt(SPECIAL.length())));
                case 1 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }

    private JsonNode node(int depth) {
        switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0:
                return NODES.nullNode();
            case 1:
                return NODES.numberNode(random.nextInt());
            case 2:
                return NODES.booleanNode(random.nextBoolean());
            case 3:
                return NODES.stringNode(text());
            case 4:
                ArrayNode array = NODES.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(node(depth - 1));
                }
                return array;
            default:
                ObjectNode object = NODES.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(text(), node(depth - 1));
                }
                return object;
        }
    }
}
