package io.rowkeep.bench;

import io.rowkeep.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The table that is saved and restored: ten columns of the types that web applications have, some 200 bytes a row. */
final class BenchTable {

    static final String NAME = "public.orders";

    private static final String CREATE = """
            create table public.orders (
                id bigint primary key,
                customer_id integer not null,
                amount numeric(12, 2) not null,
                created_at timestamptz not null,
                updated_at timestamptz,
                title text not null,
                description text,
                external_id uuid not null,
                attributes jsonb not null,
                active boolean not null)
            with (autovacuum_enabled = off)
            """;

    /** Made by the server from the row's number alone, so that every run has the same data. */
    private static final String FILL = """
            insert into public.orders
            select i,
                   abs(hashint8(i)) % 50000,
                   (abs(hashint8(i * 3)) % 10000000) / 100.0,
                   timestamptz '2024-01-01' + i * interval '7.31 seconds',
                   case when i % 4 = 0 then null else timestamptz '2025-01-01' + i * interval '3.17 seconds' end,
                   w[1 + abs(hashint8(i * 5)) % 16] || ' ' || w[1 + abs(hashint8(i * 7)) % 16],
                   case when i % 10 = 0 then null else
                       w[1 + abs(hashint8(i * 11)) % 16] || ' ' || w[1 + abs(hashint8(i * 13)) % 16] || ', "'
                       || w[1 + abs(hashint8(i * 17)) % 16] || '" ' || w[1 + abs(hashint8(i * 19)) % 16] || E'\\n'
                       || w[1 + abs(hashint8(i * 23)) % 16] || ' größer ' || i end,
                   md5(i::text)::uuid,
                   jsonb_build_object('tags', jsonb_build_array(w[1 + i % 16], w[1 + i % 7]), 'score', i % 1000),
                   i % 3 = 0
              from generate_series(1, ?::bigint) i,
                   (select string_to_array('amber basil cedar dune ember fjord grove heath iris jade kelp lotus maple '
                                           || 'nectar olive pine', ' ') as w) words
            """;

    private BenchTable() {}

    /**
     * Makes it.
     *
     * @return bytes on disk, without the index
     */
    static long create(TestDatabase database, long rows) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            System.out.printf("Making %,d rows%n", rows);
            statement.execute(CREATE);
            fill(connection, rows);
            // Later readers find every hint set and write nothing.
            statement.execute("vacuum (freeze, analyze) public.orders");
            statement.execute("checkpoint");
            try (ResultSet size = statement.executeQuery("select pg_table_size('public.orders')")) {
                size.next();
                return size.getLong(1);
            }
        }
    }

    private static void fill(Connection connection, long rows) throws SQLException {
        try (PreparedStatement fill = connection.prepareStatement(FILL)) {
            fill.setLong(1, rows);
            fill.execute();
        }
    }

    /** Empties it, and leaves the server nothing to write that belongs to an earlier run. */
    static void empty(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate table " + NAME);
            statement.execute("checkpoint");
        }
    }

    /** The server's version. */
    static String serverVersion(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
        }
    }
}
