package io.rowkeep.worker.source.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rowkeep.format.ByteSink;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.copy.CopyOut;

/**
 * Prints the differences of a table as lines of JSON that the server makes. {@code t} is the table's row, {@code s} the one that it
 * was compared with, {@code b} the base's, {@code r} what it becomes; each is looked up by its place, a difference at a time.
 */
final class DifferenceLines {

    /** In characters. */
    private static final int LONGEST_VALUE = 1000;

    private final PostgresConnection connection;
    private final PlannedRows planned;
    private final StagedTable staged;
    private final Optional<StagedTable> base;
    private final List<String> key;
    private final List<String> columns;

    DifferenceLines(PostgresConnection connection, PlannedRows planned) {
        this.connection = connection;
        this.planned = planned;
        this.staged = planned.comparison().staged();
        this.base = planned.comparison().base();
        this.key = planned.table().key();
        this.columns = planned.table().columns();
    }

    /** Prints all of them, in order of the key. */
    void print(ByteSink lines) throws IOException {
        try {
            // JSON has no control characters, so that nothing is quoted or escaped.
            CopyOut copy = connection
                    .copies()
                    .copyOut("copy (%s) to stdout (format csv, quote e'\\x01', delimiter e'\\x02')".formatted(lines()));
            try {
                for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
                    // A database without an encoding may hold, or be cut to, what is no text.
                    byte[] text = new String(line, UTF_8).getBytes(UTF_8);
                    lines.write(text, 0, text.length);
                }
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw connection.failure(planned.table().name(), e);
        }
    }

    private String lines() {
        String table = planned.table().sql();
        String places = "left join %s t on %s left join %s s on s.ctid = d.backup"
                .formatted(table, planned.table().isAt("t", "d"), staged.sql());
        return """
                select (select %s from (select) one %s left join %s r on r.ctid = d.new %s)
                from (select d.* from %s d %s order by %s) d
                """.formatted(
                        line(),
                        places,
                        staged.sql(),
                        base.map(rows -> "left join %s b on b.ctid = d.base".formatted(rows.sql()))
                                .orElse(""),
                        planned.sql(),
                        places,
                        order());
    }

    /** Rows without a key come in an order that is the same every time, and means nothing. */
    private String order() {
        return key.isEmpty()
                ? "case when d.old is null then %s else %s end"
                        .formatted(SqlLists.digest(columns, "s"), SqlLists.digest(columns, "t"))
                : SqlLists.of(key, "coalesce(t.%1$s, s.%1$s)"::formatted);
    }

    private String line() {
        return String.join(
                " || ",
                Quoted.text("{\"table\":"),
                string(Quoted.text(planned.table().name().toString())),
                key(),
                Quoted.text(",\"kind\":"),
                string("d.kind"),
                Quoted.text(",\"outcome\":"),
                string("""
                        case when not d.applied then 'keep' when d.old is null then 'insert'
                             when d.new is null then 'delete' else 'update' end"""),
                Quoted.text(",\"fields\":["),
                "pg_catalog.array_to_string(array[%s]::pg_catalog.text[], ',')"
                        .formatted(columns.stream().map(this::field).collect(Collectors.joining(",\n"))),
                Quoted.text("]}"));
    }

    private String key() {
        return key.isEmpty()
                ? "''"
                : key.stream()
                        .map(column -> "%s || ':' || %s"
                                .formatted(
                                        string(Quoted.text(column)),
                                        string("pg_catalog.concat(coalesce(t.%1$s, s.%1$s))"
                                                .formatted(Quoted.name(column)))))
                        .collect(Collectors.joining(" || ',' || ", "',\"key\":{' || ", " || '}'"));
    }

    /** Nothing for a field that both rows hold alike. */
    private String field(String column) {
        String name = Quoted.name(column);
        return """
                case when d.old is null or d.backup is null or %s then '{"name":' || %s%s%s%s%s || case when %s then ',"cut":true' else '' end || '}' end""".formatted(
                        SqlLists.differ(List.of(column)),
                        string(Quoted.text(column)),
                        side("current", "d.old is not null", "t." + name),
                        side("backup", "d.backup is not null", "s." + name),
                        base.isEmpty() ? "" : side("base", "d.base is not null", "b." + name),
                        side("result", "d.applied and d.new is not null", "r." + name),
                        Stream.of("t", "s", "r", base.isEmpty() ? "r" : "b")
                                .map(row -> "pg_catalog.length(pg_catalog.concat(%s.%s))".formatted(row, name))
                                .collect(Collectors.joining(", ", "greatest(", ") > " + LONGEST_VALUE)));
    }

    /** As the type's own output has it, which a cast does not for every type. */
    private static String side(String label, String isThere, String value) {
        return """
                 || case when %s then ',"%s":' || case when pg_catalog.num_nulls(%s) = 1 then 'null' else %s end else '' end""".formatted(
                        isThere,
                        label,
                        value,
                        string("pg_catalog.left(pg_catalog.concat(%s), %d)".formatted(value, LONGEST_VALUE)));
    }

    private static String string(String text) {
        return "pg_catalog.to_json((%s)::pg_catalog.text)::pg_catalog.text".formatted(text);
    }
}
