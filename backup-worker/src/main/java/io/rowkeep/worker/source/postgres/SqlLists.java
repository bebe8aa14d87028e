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

    /** Rows with their places and these columns as an item of a FROM list; the condition may name columns without the alias. */
    static String rows(String relation, String alias, List<String> columns, String condition) {
        return "(select %2$s.tableoid, %2$s.ctid%3$s from %1$s %2$s where %4$s) %2$s"
                .formatted(relation, alias, following(columns, name -> alias + "." + name), condition);
    }

    /** The text of a row: NULL and the empty text, one column and the next are told apart in it. */
    static String text(List<String> columns, String row) {
        return "row(%s)::pg_catalog.text".formatted(of(columns, name -> row + "." + name));
    }

    /**
     * A digest of a row as the server prints it, as {@code bytea}. The text is taken byte by byte, since a database of encoding
     * SQL_ASCII may hold what is no text in any other; SHA-256, since a server in FIPS mode knows no MD5.
     */
    static String digest(List<String> columns, String row) {
        return digest(text(columns, row));
    }

    /** The same of any text. */
    static String digest(String text) {
        return "pg_catalog.sha256(pg_catalog.replace(%s, pg_catalog.chr(92), pg_catalog.repeat(pg_catalog.chr(92), 2))::pg_catalog.bytea)"
                .formatted(text);
    }

    /** A column of digests in hexadecimal, from which character on, added up: the sum is the same in whatever order the rows come. */
    static String sum(String digest, int from) {
        return "coalesce(pg_catalog.sum(('x' || pg_catalog.substr(%s, %d, 16))::bit(64)::int8), 0)"
                .formatted(digest, from);
    }

    /** Whether the bytes of these columns differ between rows {@code t} and {@code s}, whatever the types' own equality says. */
    static String differ(List<String> columns) {
        return differ(columns, "t", "s");
    }

    /** The same for rows under other aliases. */
    static String differ(List<String> columns, String left, String right) {
        return "row(%s)::record operator(pg_catalog.*<>) row(%s)::record"
                .formatted(of(columns, name -> left + "." + name), of(columns, name -> right + "." + name));
    }
}
