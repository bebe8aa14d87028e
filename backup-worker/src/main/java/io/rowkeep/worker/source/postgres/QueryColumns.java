package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.LineFormat;
import io.rowkeep.worker.source.SourceTable;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Describes the result of a query without running it. To be used within a transaction. */
final class QueryColumns {

    /** What the server calls a column that nobody has named. */
    private static final String UNNAMED = "?column?";

    private final PostgresConnection connection;
    private final TableName result;

    QueryColumns(PostgresConnection connection, TableName result) {
        this.connection = connection;
        this.result = result;
    }

    /**
     * Names and types of the columns. Leaves the search path as in any other session of this role, in which the query is to be run.
     *
     * @throws BackupException in the server's words, or with {@code UNSUPPORTED} for columns without a name of their own
     */
    SourceTable describe(ConfiguredQuery query) {
        try {
            connection.findBareNames();
            String sql = query.withoutValues();
            List<String> names = connection.readAsWritten(
                    "select * from (\n%s\n) as result limit 0".formatted(sql), QueryColumns::names);
            requireNames(names);
            Long[] types = connection.readAsWritten(typesOf(names, sql), QueryColumns::types);
            connection.hideBareNames();
            List<Column> columns = columns(names, types);
            connection.findBareNames();
            return new SourceTable(result, columns, List.of(), List.of(), LineFormat.PG_COPY_TEXT, 0);
        } catch (BackupException e) {
            throw connection.on(result, e);
        }
    }

    /** One row without a row of the result in it: every value is NULL and of its type. */
    private static String typesOf(List<String> names, String sql) {
        String types = names.stream()
                .map(name -> "pg_catalog.pg_typeof(result.%s)::pg_catalog.oid".formatted(Quoted.name(name)))
                .collect(Collectors.joining(", "));
        return "select array[%s]::pg_catalog.int8[] from (select 1) as one left join (\n%s\n) as result on false"
                .formatted(types, sql);
    }

    private List<Column> columns(List<String> names, Long[] types) {
        List<Type> found =
                connection.query("""
                select t.oid::int8 as oid, pg_catalog.format_type(t.oid::oid, null) as name
                from pg_catalog.unnest(?::int8[]) with ordinality as t (oid, place)
                order by t.place
                """, row -> new Type(row.getLong("oid"), row.getString("name")), (Object) types);
        List<Column> columns = new ArrayList<>();
        for (int at = 0; at < names.size(); at++) {
            Type type = found.get(at);
            columns.add(new Column(names.get(at), type.name(), BuiltInTypes.mapping(type.oid()), false, null));
        }
        return columns;
    }

    private void requireNames(List<String> names) {
        if (names.isEmpty()) {
            throw unsupported("has no column");
        }
        Set<String> before = new HashSet<>();
        for (int at = 0; at < names.size(); at++) {
            String name = names.get(at);
            if (name.equals(UNNAMED)) {
                throw unsupported("has no name for column %d: give it one with 'as'".formatted(at + 1));
            }
            if (!before.add(name)) {
                throw unsupported("has two columns called %s: give one of them another name with 'as'".formatted(name));
            }
        }
    }

    private BackupException unsupported(String how) {
        return new BackupException(
                ErrorCode.UNSUPPORTED,
                "Source %s, table %s: the query's result %s".formatted(connection.source(), result, how));
    }

    private static List<String> names(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> names = new ArrayList<>();
        for (int at = 1; at <= columns.getColumnCount(); at++) {
            names.add(columns.getColumnLabel(at));
        }
        return names;
    }

    private static Long[] types(ResultSet rows) throws SQLException {
        rows.next();
        return (Long[]) rows.getArray(1).getArray();
    }

    /** A type by number and spelling. */
    private record Type(long oid, String name) {}
}
