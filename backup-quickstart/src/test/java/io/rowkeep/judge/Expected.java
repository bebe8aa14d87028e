package io.rowkeep.judge;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What a download of a table must hold, made from the table itself in the notation of {@link Downloaded}. */
public final class Expected {

    private static final Set<String> NUMBERS =
            Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision");

    private Expected() {}

    /** By the JSON mapping, version 1. */
    public static List<String> json(DataSource database, Catalogue.Table table) {
        return rows(database, table, line -> record(table, line));
    }

    /** Every value the server's text, NULL apart. */
    public static List<String> csv(DataSource database, Catalogue.Table table) {
        return rows(database, table, line -> Downloaded.texts(values(table, line)));
    }

    /** The server's own lines. */
    public static List<String> copyText(DataSource database, Catalogue.Table table) {
        return rows(database, table, Function.identity());
    }

    private static List<String> rows(DataSource database, Catalogue.Table table, Function<String, String> row) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = Printed.connect(database)) {
            Printed.lines(connection, table, table.written(), line -> rows.add(row.apply(line)));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(table.name(), e);
        }
        Collections.sort(rows);
        return rows;
    }

    private static List<@Nullable String> values(Catalogue.Table table, String line) {
        return table.written().isEmpty() ? List.of() : Printed.values(line);
    }

    private static String record(Catalogue.Table table, String line) {
        List<@Nullable String> values = values(table, line);
        StringBuilder row = new StringBuilder();
        for (int at = 0; at < values.size(); at++) {
            row.append(value(values.get(at), table.written().get(at).type())).append(" | ");
        }
        return row.toString();
    }

    private static String value(@Nullable String text, String type) {
        String plain = type.replaceFirst("\\(.*", "");
        if (plain.equals("jsonb")) {
            return text == null ? "absent" : "j:" + Downloaded.JSON.writeValueAsString(Downloaded.JSON.readTree(text));
        } else if (text == null) {
            return "null";
        } else if (plain.equals("boolean")) {
            return "b:" + text.equals("t");
        } else if (NUMBERS.contains(plain) && !text.matches("NaN|-?Infinity")) {
            return Downloaded.number(new BigDecimal(text));
        }
        return "s:" + text;
    }
}
