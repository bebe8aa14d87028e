package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.TableName;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names and texts as they may stand in SQL. Names are always quoted: any of them may be a keyword or hold a quote, a dot, a newline. */
final class Quoted {

    private Quoted() {}

    /** An identifier: {@code "odd ""name"""}. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A table with its schema. */
    static String table(TableName table) {
        return name(table.schema()) + '.' + name(table.name());
    }

    /** A list of identifiers between parentheses. */
    static String columns(Collection<String> columns) {
        return columns.stream().map(Quoted::name).collect(Collectors.joining(", ", "(", ")"));
    }

    /** A text literal that means the same whatever {@code standard_conforming_strings} says. */
    static String text(String text) {
        boolean escaped = text.indexOf('\\') >= 0;
        return (escaped ? " E'" : "'") + text.replace("\\", "\\\\").replace("'", "''") + '\'';
    }
}
