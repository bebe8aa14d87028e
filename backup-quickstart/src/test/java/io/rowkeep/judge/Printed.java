package io.rowkeep.judge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Values as the server prints them: in UTC, in ISO form, with every digit. */
final class Printed {

    private static final String SESSION = """
            set session datestyle = 'ISO, YMD'; set session intervalstyle = 'postgres'; set session timezone = 'UTC';
            set session extra_float_digits = 3; set session bytea_output = 'hex'; set session lc_monetary = 'C';
            set session search_path = ''
            """;

    private Printed() {}

    /** A connection that prints so. */
    static Connection connect(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(SESSION);
        }
        return connection;
    }

    /** Every row of the table itself, without its children's, as COPY text without the newline at the end. */
    static void lines(
            Connection connection, Catalogue.Table table, List<Catalogue.Column> columns, Consumer<String> consumer)
            throws SQLException, IOException {
        String list = columns.stream().map(Catalogue.Column::sql).collect(Collectors.joining(", "));
        copy(connection, "select %s from %s".formatted(list, table.rows()), consumer);
    }

    /** Every row of a query as COPY text without the newline at the end. */
    static void copy(Connection connection, String query, Consumer<String> consumer) throws SQLException, IOException {
        CopyOut copy =
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (%s) to stdout".formatted(query));
        for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
            consumer.accept(new String(row, 0, row.length - 1, StandardCharsets.UTF_8));
        }
    }

    /** The values of a line of COPY text; null for NULL. */
    static List<@Nullable String> values(String line) {
        List<@Nullable String> values = new ArrayList<>();
        for (String field : line.split("\t", -1)) {
            values.add(field.equals("\\N") ? null : unescape(field));
        }
        return values;
    }

    private static String unescape(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder value = new StringBuilder(field.length());
        for (int at = 0; at < field.length(); at++) {
            char c = field.charAt(at);
            if (c != '\\') {
                value.append(c);
                continue;
            }
            at++;
            value.append(
                    switch (field.charAt(at)) {
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case 't' -> '\t';
                        case 'v' -> '\u000b';
                        default -> field.charAt(at);
                    });
        }
        return value.toString();
    }
}
