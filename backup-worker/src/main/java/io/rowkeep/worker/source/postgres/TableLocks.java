package io.rowkeep.worker.source.postgres;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;

/** Locks that keep every other writer out of tables and let readers in. */
final class TableLocks {

    /** Sets our advisory locks apart from those of applications. */
    private static final int ADVISORY_CLASS = 0x726f776b;

    private static final String HOLDERS = """
            select distinct coalesce(pg_catalog.format('process %s (role %s, application "%s", query started %s)', a.pid, a.usename,
                   a.application_name, pg_catalog.to_char(a.query_start, 'YYYY-MM-DD HH24:MI:SS TZ')),
                   'a prepared transaction') as who, l.mode,
                   coalesce(n.nspname || '.' || c.relname, 'a job of ours') as what
            from pg_catalog.pg_locks l
            left join pg_catalog.pg_stat_activity a on a.pid = l.pid
            left join pg_catalog.pg_class c on c.oid = l.relation
            left join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where l.granted and l.pid is distinct from pg_catalog.pg_backend_pid()
              and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
              and (l.locktype = 'relation' and l.mode <> 'AccessShareLock' and l.relation = any (?::oid[])
                or l.locktype = 'advisory' and l.classid = ?::int8::oid and l.objid = any (?::oid[]))
            order by what, who
            limit 10
            """;

    private final PostgresConnection connection;

    TableLocks(PostgresConnection connection) {
        this.connection = connection;
    }

    /** Takes them in one order, so that two of us never wait for each other; they last as long as the transaction. */
    void take(TargetTables target) {
        for (TargetRelation table : target.tables()) {
            connection.single(
                    "select pg_catalog.pg_advisory_xact_lock(?, ?::int8::oid::int4) is null",
                    row -> row.getBoolean(1),
                    ADVISORY_CLASS,
                    table.relation().oid());
        }
        if (!target.tables().isEmpty()) {
            connection.execute("lock table %s in exclusive mode".formatted(names(target.tables())));
        }
    }

    /** Says who has what we could not get. Call when the transaction that waited is over. */
    BackupException failure(TargetTables target, BackupException cause) {
        String holders = connection
                .query(
                        HOLDERS,
                        row -> "%s has %s on %s"
                                .formatted(row.getString("who"), row.getString("mode"), row.getString("what")),
                        target.oids(),
                        (long) ADVISORY_CLASS,
                        target.oids())
                .stream()
                .collect(Collectors.joining("; "));
        return new BackupException(
                ErrorCode.LOCK_NOT_AVAILABLE,
                "The tables of source %s could not be locked in time: %s"
                        .formatted(
                                connection.source(), holders.isEmpty() ? "whoever held them has just let go" : holders),
                cause);
    }

    static String names(List<TargetRelation> tables) {
        return tables.stream().map(TargetRelation::sql).collect(Collectors.joining(", "));
    }
}
