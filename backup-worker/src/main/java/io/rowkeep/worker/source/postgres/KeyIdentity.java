package io.rowkeep.worker.source.postgres;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows of a table with a primary key, compared by the key's own equality. */
record KeyIdentity(UniqueKey key, List<String> columns) implements RowIdentity {

    KeyIdentity {
        columns = List.copyOf(columns);
    }

    @Override
    public String rows(String relation, String alias, String condition) {
        return SqlLists.rows(relation, alias, columns, condition);
    }

    @Override
    public String same(String left, String right) {
        return key.same(left, right);
    }

    /** Which row it is for which a condition is true, for a message; the first one when there are several. */
    Optional<String> first(PostgresConnection connection, String relation, String alias, String condition) {
        // Not with LIMIT: expecting to be done soon, the server would look through the other table again for each row.
        return connection.single(
                "select pg_catalog.min(%s collate \"C\") as row from %s %s where %s"
                        .formatted(label(alias), relation, alias, condition),
                row -> Optional.ofNullable(row.getString("row")));
    }

    @Override
    public String differ() {
        return SqlLists.differ(columns);
    }

    /** The columns of the key, in its order. */
    List<String> names() {
        return key.columns().stream().map(KeyColumn::name).toList();
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
