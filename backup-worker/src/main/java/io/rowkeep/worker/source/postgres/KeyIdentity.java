package io.rowkeep.worker.source.postgres;

import java.util.List;
import java.util.stream.Collectors;

/** Rows of a table with a primary key, compared by the key's own equality. */
record KeyIdentity(UniqueKey key, List<String> columns) implements RowIdentity {

    KeyIdentity {
        columns = List.copyOf(columns);
    }

    @Override
    public String rows(String relation, String alias, String condition) {
        return "(select %2$s.tableoid, %2$s.ctid%3$s from %1$s %2$s where %4$s) %2$s"
                .formatted(relation, alias, SqlLists.following(columns, name -> alias + "." + name), condition);
    }

    @Override
    public String same(String left, String right) {
        return key.same(left, right);
    }

    @Override
    public String differ() {
        return SqlLists.differ(columns);
    }

    @Override
    public String label(String row) {
        String values = key.columns().stream()
                .map(column -> "%s.%s::pg_catalog.text".formatted(row, Quoted.name(column.name())))
                .collect(Collectors.joining(", "));
        return "pg_catalog.concat(%s, pg_catalog.concat_ws(', ', %s), ')')"
                .formatted(Quoted.text(key.names() + " = ("), values);
    }
}
