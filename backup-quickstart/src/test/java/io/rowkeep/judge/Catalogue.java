package io.rowkeep.judge;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The tables that hold rows of an application: all but those of the system, of extensions and of Rowkeep itself. */
public final class Catalogue {

    private static final String TABLES = """
            select n.nspname, c.relname, format('%I.%I', n.nspname, c.relname), c.relkind = 'p'
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence in ('p', 'u') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'rowkeep')
               and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
            """;

    private static final String COLUMNS = """
            select format('%%I', attname), format_type(atttypid, atttypmod), attname, attgenerated <> '', attidentity = 'a'
              from pg_attribute
             where attrelid = '%s'::regclass and attnum > 0 and not attisdropped
             order by attnum
            """;

    private Catalogue() {}

    /** All tables by the name that Rowkeep's HTTP interface gives them. */
    public static Map<String, Table> tables(DataSource database) {
        try (Connection connection = database.getConnection()) {
            Map<String, Table> tables = new TreeMap<>();
            for (List<String> row : Sql.rows(connection, TABLES)) {
                String name = written(row.get(0)) + '.' + written(row.get(1));
                tables.put(name, new Table(name, row.get(2), row.get(3).equals("t"), columns(connection, row.get(2))));
            }
            return tables;
        } catch (SQLException e) {
            throw new IllegalStateException("The catalogue cannot be read", e);
        }
    }

    private static List<Column> columns(Connection connection, String quoted) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (List<String> row : Sql.rows(connection, COLUMNS.formatted(quoted.replace("'", "''")))) {
            columns.add(new Column(
                    row.get(2),
                    row.get(0),
                    row.get(1),
                    row.get(3).equals("t"),
                    row.get(4).equals("t")));
        }
        return columns;
    }

    private static String written(String piece) {
        boolean plain = !piece.isEmpty() && piece.chars().noneMatch(c -> c == '.' || c == '"' || c == '*');
        return plain ? piece : '"' + piece.replace("\"", "\"\"") + '"';
    }

    /**
     * A table; a partitioned one with all its partitions.
     *
     * @param name as the HTTP interface writes it
     * @param sql as a statement writes it
     */
    public record Table(String name, String sql, boolean partitioned, List<Column> columns) {

        /** Where its own rows are: not those of tables that inherit from it. */
        public String rows() {
            return partitioned ? sql : "only " + sql;
        }

        /** The columns that hold what somebody wrote, not what the server computes. */
        public List<Column> written() {
            return columns.stream().filter(column -> !column.generated()).toList();
        }
    }

    /**
     * A column.
     *
     * @param sql as a statement writes it
     * @param type the server's name of the type; a domain's own
     */
    public record Column(String name, String sql, String type, boolean generated, boolean alwaysIdentity) {}
}
