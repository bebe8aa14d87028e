package io.rowkeep.judge;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Random harm to tables, repeatable by its seed. What a constraint, trigger or rule of the database refuses is not done. */
public final class Damage {

    private final DataSource database;
    private final Random random;

    /** Harm to this database. */
    public Damage(DataSource database, long seed) {
        this.database = database;
        random = new Random(seed);
    }

    /** Tries several kinds of harm on each of the tables, up to two that change something; returns the statements that did. */
    public List<String> to(Collection<String> names) {
        Map<String, Catalogue.Table> tables = Catalogue.tables(database);
        List<String> order = new ArrayList<>(names);
        Collections.shuffle(order, random);
        List<String> done = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String name : order) {
                int wanted = 1 + random.nextInt(2);
                for (String sql : kinds(tables.get(name))) {
                    if (wanted > 0 && changes(statement, sql)) {
                        done.add(sql);
                        wanted--;
                    }
                }
            }
            return done;
        } catch (SQLException e) {
            throw new IllegalStateException("The damage cannot be done", e);
        }
    }

    private boolean changes(Statement statement, String sql) throws SQLException {
        try {
            return statement.executeUpdate(sql) > 0 || sql.startsWith("truncate");
        } catch (SQLException e) {
            if (e.getSQLState() == null || e.getSQLState().startsWith("42601")) {
                throw e;
            }
            return false;
        }
    }

    private List<String> kinds(Catalogue.Table table) {
        List<Catalogue.Column> columns = table.written();
        List<String> kinds = new ArrayList<>();
        kinds.add("delete from %1$s where ctid in (select ctid from %1$s order by %2$s limit %3$d)"
                .formatted(table.rows(), order(), 1 + random.nextInt(20)));
        for (Catalogue.Column column : some(columns)) {
            kinds.add(
                    "update %1$s set %2$s = (select %2$s from %1$s order by %3$s limit 1) where ctid in (select ctid from %1$s order by %4$s limit %5$d)"
                            .formatted(table.rows(), column.sql(), order(), order(), 1 + random.nextInt(50)));
            kinds.add("update %s set %s = null".formatted(table.rows(), column.sql()));
        }
        String list = columns.stream().map(Catalogue.Column::sql).collect(Collectors.joining(", "));
        if (!columns.isEmpty()) {
            kinds.add("insert into %1$s (%2$s) overriding system value select %2$s from %1$s limit %3$d"
                    .formatted(table.sql(), list, 1 + random.nextInt(20)));
            if (columns.get(0).type().matches("integer|bigint")) {
                String first = columns.get(0).sql();
                kinds.add("insert into %1$s (%2$s) overriding system value select %3$s from %1$s limit %4$d"
                        .formatted(
                                table.sql(),
                                list,
                                list.replaceFirst("^\\Q" + first + "\\E", "$0 + 1000000"),
                                1 + random.nextInt(9)));
            }
        }
        Collections.shuffle(kinds, random);
        if (random.nextInt(8) == 0) {
            kinds.add(0, "truncate " + table.rows());
        } else {
            kinds.add("truncate " + table.rows());
        }
        return kinds;
    }

    private List<Catalogue.Column> some(List<Catalogue.Column> columns) {
        List<Catalogue.Column> some = new ArrayList<>(columns);
        some.removeIf(Catalogue.Column::alwaysIdentity);
        Collections.shuffle(some, random);
        return some.subList(0, Math.min(some.size(), 10));
    }

    private String order() {
        return "md5(ctid::text || '%d')".formatted(random.nextInt(1000));
    }
}
