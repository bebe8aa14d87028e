package io.rowkeep.quickstart.example;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** An example's tables in PostgreSQL. */
final class PostgresSample implements SampleDatabase {

    private static final String DIGESTS = """
            select t.schemaname || '.' || t.tablename,
                   format('select count(*), coalesce(md5(string_agg(md5(t::text), '''' order by md5(t::text))), '''') from %I.%I t',
                          t.schemaname, t.tablename)
              from pg_catalog.pg_tables t
             where t.schemaname not in ('pg_catalog', 'information_schema', 'rowkeep')
             order by 1
            """;

    private final Example example;
    private final SampleAddress address;

    PostgresSample(Example example, SampleAddress address) {
        this.example = example;
        this.address = address;
    }

    @Override
    public boolean isLoaded() {
        return ask(statement -> {
            try (ResultSet row = statement.executeQuery(
                    "select exists (select from pg_catalog.pg_tables where schemaname = 'public')")) {
                row.next();
                return row.getBoolean(1);
            }
        });
    }

    @Override
    public void load() {
        run(example.file("schema.sql"));
    }

    @Override
    public void empty() {
        run("drop schema if exists rowkeep cascade; drop schema public cascade; create schema public");
    }

    @Override
    public void run(String statements) {
        // Sent as one message, which is one transaction.
        ask(statement -> statement.execute(statements));
    }

    @Override
    public Map<String, TableState> state() {
        return ask(statement -> {
            Map<String, String> digests = new LinkedHashMap<>();
            try (ResultSet row = statement.executeQuery(DIGESTS)) {
                while (row.next()) {
                    digests.put(row.getString(1), row.getString(2));
                }
            }
            Map<String, TableState> states = new LinkedHashMap<>();
            for (Map.Entry<String, String> digest : digests.entrySet()) {
                try (ResultSet row = statement.executeQuery(digest.getValue())) {
                    row.next();
                    states.put(digest.getKey(), new TableState(row.getLong(1), row.getString(2)));
                }
            }
            return states;
        });
    }

    private <T> T ask(Question<T> question) {
        try (Connection connection =
                        DriverManager.getConnection(address.url(), address.username(), address.password());
                Statement statement = connection.createStatement()) {
            return question.ask(statement);
        } catch (SQLException e) {
            throw new TourFailure(
                    "The database of the example %s did not do as asked: %s".formatted(example.id(), e.getMessage()),
                    e);
        }
    }

    /** What is done with a statement. */
    private interface Question<T> {
        T ask(Statement statement) throws SQLException;
    }
}
