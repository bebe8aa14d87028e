package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.Snapshot;
import io.rowkeep.dataset.SourceType;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What a manifest says of the server and the moment that its rows are from. */
final class Origin {

    private Origin() {}

    /** Reads it; the first query of a transaction that is to be one instant. */
    static Snapshot read(PostgresConnection connection, Snapshot.Consistency consistency) {
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
                        SourceType.POSTGRESQL.id(),
                        row.getString("version"),
                        row.getString("encoding"),
                        row.getString("datname"),
                        instant(row.getObject("taken", OffsetDateTime.class)),
                        row.getString("lsn"),
                        consistency));
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
