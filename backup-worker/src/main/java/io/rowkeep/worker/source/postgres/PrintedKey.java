package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.Column;
import io.rowkeep.worker.source.SourceTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the primary key in a printed row, for a message. */
final class PrintedKey {

    private static final int LONGEST_VALUE = 100;

    private PrintedKey() {}

    /** {@code , with the key (id) = (42)}; empty when the table has none among its stored columns. */
    static String of(SourceTable table, byte[] row) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        List<String> key = table.primaryKey();
        if (key.isEmpty() || !names.containsAll(key)) {
            return "";
        }
        String values =
                key.stream().map(name -> field(row, names.indexOf(name))).collect(Collectors.joining(", "));
        return ", with the key (%s) = (%s)".formatted(String.join(", ", key), values);
    }

    private static String field(byte[] row, int number) {
        int from = 0;
        for (int passed = 0; passed < number; passed++) {
            from = end(row, from) + 1;
        }
        int length = end(row, from) - from;
        String shown = new String(row, from, Math.min(length, LONGEST_VALUE), StandardCharsets.UTF_8);
        return length > LONGEST_VALUE ? shown + "…" : shown;
    }

    /** COPY text escapes tabs and newlines inside values. */
    private static int end(byte[] row, int from) {
        int at = from;
        while (at < row.length && row[at] != '\t' && row[at] != '\n') {
            at++;
        }
        return at;
    }
}
