package io.rowkeep.worker.source.postgres;

/**
 * The version of a server.
 *
 * @param text as it says it, for example {@code 15.19}
 */
record ServerVersion(int major, String text) {

    static ServerVersion of(PostgresConnection connection) {
        return connection.single("""
                select pg_catalog.current_setting('server_version_num')::int4 / 10000,
                       pg_catalog.split_part(pg_catalog.current_setting('server_version'), ' ', 1)
                """, row -> new ServerVersion(row.getInt(1), row.getString(2)));
    }
}
