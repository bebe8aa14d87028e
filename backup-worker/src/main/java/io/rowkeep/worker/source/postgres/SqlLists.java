package io.rowkeep.worker.source.postgres;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Lists of columns as statements about old and new rows need them. */
final class SqlLists {

    private SqlLists() {}

    /** The columns, each in a form made of its quoted name. */
    static String of(List<String> columns, UnaryOperator<String> form) {
        return columns.stream().map(Quoted::name).map(form).collect(Collectors.joining(", "));
    }

    /** The same behind other columns; there may be none. */
    static String following(List<String> columns, UnaryOperator<String> form) {
        return columns.stream()
                .map(Quoted::name)
                .map(name -> ", " + form.apply(name))
                .collect(Collectors.joining());
    }

    /** The same before other columns. */
    static String leading(List<String> columns, UnaryOperator<String> form) {
        return columns.stream()
                .map(Quoted::name)
                .map(name -> form.apply(name) + ", ")
                .collect(Collectors.joining());
    }

    /** The text of a row: NULL and the empty text, one column and the next are told apart in it. */
    static String text(List<String> columns, String row) {
        return "row(%s)::pg_catalog.text".formatted(of(columns, name -> row + "." + name));
    }

    /** Whether the bytes of these columns differ between rows {@code t} and {@code s}, whatever the types' own equality says. */
    static String differ(List<String> columns) {
        return "row(%s)::record operator(pg_catalog.*<>) row(%s)::record"
                .formatted(of(columns, name -> "t." + name), of(columns, name -> "s." + name));
    }
}
