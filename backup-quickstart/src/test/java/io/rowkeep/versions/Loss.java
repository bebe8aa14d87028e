package io.rowkeep.versions;

import io.rowkeep.judge.Catalogue;
import io.rowkeep.judge.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows gone and changed in every table that can be merged, as far as the database lets them; what its triggers make of that is part of
 * it.
 *
 * @param names of the tables, as the HTTP interface writes them
 * @param done what was done to them
 */
record Loss(List<String> names, List<String> done) {

    private static final String MERGEABLE = """
            select exists (select from pg_index where indrelid = '%1$s'::regclass and indisprimary and not indisexclusion)
               and not exists (select from pg_rewrite where ev_class = '%1$s'::regclass)
               -- What an action takes along may be in a table that cannot be merged.
               and not exists (select from pg_constraint where confrelid = '%1$s'::regclass
                                                           and (confdeltype not in ('a', 'r') or confupdtype not in ('a', 'r')))
            """;

    private static final String KEY = """
            select format('%%I', attname) from pg_index i
            join pg_attribute a on a.attrelid = i.indexrelid where i.indrelid = '%s'::regclass and i.indisprimary
            """;

    /** Does the harm as a superuser. */
    static Loss of(DataSource database) {
        List<String> names = new ArrayList<>();
        List<String> done = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (Catalogue.Table table : Catalogue.tables(database).values()) {
                String literal = table.sql().replace("'", "''");
                if (Sql.value(database, MERGEABLE.formatted(literal)).equals("t")) {
                    names.add(table.name());
                    List<String> key = Sql.rows(database, KEY.formatted(literal)).stream()
                            .map(row -> row.get(0))
                            .toList();
                    harm(statement, table, key, done);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The harm cannot be done", e);
        }
        return new Loss(names, done);
    }

    /** As a request has them. */
    String tables() {
        return JsonMapper.shared().writeValueAsString(names);
    }

    private static void harm(Statement statement, Catalogue.Table table, List<String> key, List<String> done) {
        table.written().stream()
                .filter(column -> !column.alwaysIdentity() && !key.contains(column.sql()))
                .map(column -> "update %1$s set %2$s = (select %2$s from %1$s order by md5(ctid::text) limit 1)"
                        .formatted(table.rows(), column.sql()))
                .filter(sql -> changes(statement, sql))
                .findFirst()
                .ifPresent(done::add);
        for (int row = 0; row < 5; row++) {
            String delete =
                    "delete from %1$s where ctid = (select ctid from %1$s order by md5(ctid::text || '%2$d') limit 1)"
                            .formatted(table.rows(), row);
            if (changes(statement, delete)) {
                done.add(delete);
            }
        }
    }

    private static boolean changes(Statement statement, String sql) {
        try {
            return statement.executeUpdate(sql) > 0;
        } catch (SQLException e) {
            return false;
        }
    }
}
