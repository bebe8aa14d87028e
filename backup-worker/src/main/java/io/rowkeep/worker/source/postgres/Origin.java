package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.Snapshot;
import java.time.OffsetDateTime;

/** What a manifest says about the server and the instant that rows are from. */
final class Origin {

    private Origin() {}

    /** Of what this session sees now; one query. */
    static Snapshot of(PostgresConnection connection) {
        return connection.single(
                """
                select pg_catalog.current_setting('server_version') as version,
                       pg_catalog.pg_encoding_to_char(d.encoding) as encoding, d.datname,
                       pg_catalog.clock_timestamp() as taken,
                       case when pg_catalog.pg_is_in_recovery() then null
                            else pg_catalog.pg_current_wal_insert_lsn()::text end as lsn
                from pg_catalog.pg_database d
                where d.datname = pg_catalog.current_database()
                """,
                row -> new Snapshot(
                        "postgresql",
                        row.getString("version"),
                        row.getString("encoding"),
                        row.getString("datname"),
                        row.getObject("taken", OffsetDateTime.class).toInstant(),
                        row.getString("lsn"),
                        Snapshot.Consistency.SNAPSHOT));
    }
}
