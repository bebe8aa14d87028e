package io.rowkeep.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The sample application's database: what the tour damages, and how it tells that everything is back. */
final class SampleSource {

    static final String NAME = "school";

    /** All its tables, with a rule that keeps the administrators. */
    static final String DATASET = "courses";

    static final List<String> TABLES =
            List.of("students", "courses", "enrollments", "payments", "payment_categories", "attendance", "users");

    private final ConnectionFile.Database database;

    SampleSource(ConnectionFile.Database database) {
        this.database = database;
    }

    /** Makes tables and rows, all or nothing. */
    void load() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(script());
            connection.commit();
        }
    }

    /** Whether the tables are there: a start that was stopped in the middle left an empty database. */
    boolean isLoaded() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select to_regclass('public.attendance') is not null")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** How many rows of {@code users} the keep rule protects. */
    long administrators() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from users where is_admin")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Does what an administrator fears: rows gone, rows changed, rows that do not belong there. */
    void damage() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from students where id % 3 = 0");
            statement.execute("update courses set fee = 0, course_name = 'oops'");
            statement.execute("update payments set status = 'refunded' where id % 2 = 0");
            statement.execute(
                    "insert into users (username, email, password_hash, created_at)"
                            + " select 'intruder' || n, 'intruder' || n || '@bad.example', 'none', now() from generate_series(1, 40) n");
            statement.execute("truncate attendance");
        }
    }

    /** Rows and a digest over all values of each table, whatever order the rows lie in. */
    Map<String, TableState> state() throws SQLException {
        Map<String, TableState> states = new LinkedHashMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet row = statement.executeQuery("""
                        select count(*), coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '')
                          from %s t
                        """.formatted(table))) {
                    row.next();
                    states.put(table, new TableState(row.getLong(1), row.getString(2)));
                }
            }
        }
        return states;
    }

    /** What a table holds: how many rows, and a digest of them all. */
    record TableState(long rows, String digest) {}

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.username(), database.password());
    }

    private static String script() {
        try (InputStream resource = Objects.requireNonNull(SampleSource.class.getResourceAsStream("school.sql"))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The sample's script cannot be read", e);
        }
    }
}
