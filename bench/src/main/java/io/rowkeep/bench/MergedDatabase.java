package io.rowkeep.bench;

import io.rowkeep.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database whose table differs from the saved one in a hundredth of its rows, made anew for every run.
 *
 * @param server another database of the same server, from which it can be made
 */
record MergedDatabase(TestDatabase database, TestDatabase server) {

    private static final String DIFFERENT = "title like '% (changed)'";

    /** Of a hundred differing rows ten are missing. Leaves every hint set, so that later readers write nothing. */
    void change() throws SQLException {
        execute(
                database,
                "delete from public.orders where id % 1000 = 0",
                "update public.orders set title = title || ' (changed)', updated_at = updated_at + interval '1 second' where id % 100 = 0",
                "vacuum (freeze, analyze) public.orders",
                "alter table public.orders set (autovacuum_enabled = off)");
        execute(server, "create database %s template %s strategy file_copy".formatted(start(), database.name()));
    }

    /** As it was after the change. */
    void startOver() throws SQLException {
        execute(
                server,
                "drop database " + database.name() + " with (force)",
                "create database %s template %s strategy file_copy".formatted(database.name(), start()),
                "checkpoint");
    }

    /** Proves that a run did its work. */
    void requireMerged() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) filter (where %s), count(*) filter (where id %% 1000 = 0), max(id) / 1000 from public.orders"
                                .formatted(DIFFERENT))) {
            row.next();
            if (row.getLong(1) > 0 || row.getLong(2) != row.getLong(3)) {
                throw new IllegalStateException("%d rows are still different and %d of %d are back"
                        .formatted(row.getLong(1), row.getLong(2), row.getLong(3)));
            }
        }
    }

    private String start() {
        return database.name() + "_start";
    }

    private static void execute(TestDatabase on, String... statements) throws SQLException {
        try (Connection connection = on.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
