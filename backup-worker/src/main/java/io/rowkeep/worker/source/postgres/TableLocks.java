package io.rowkeep.worker.source.postgres;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Locks on all tables of a change; they last as long as its transaction. */
final class TableLocks {

    /** Sets our advisory locks apart from those of applications. */
    private static final int ADVISORY_CLASS = 0x726f776b;

    private static final String HOLDERS = """
            select distinct coalesce(pg_catalog.format('process %s (role %s, application "%s", query started %s)', a.pid, a.usename,
                   a.application_name, pg_catalog.to_char(a.query_start, 'YYYY-MM-DD HH24:MI:SS TZ')),
                   'a prepared transaction') as who, l.mode,
                   n.nspname || '.' || c.relname as what
            from pg_catalog.pg_locks l
            left join pg_catalog.pg_stat_activity a on a.pid = l.pid
            left join pg_catalog.pg_class c on c.oid = l.relation
            left join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where l.granted and l.pid is distinct from pg_catalog.pg_backend_pid()
              and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
              and l.locktype = 'relation' and l.mode <> 'AccessShareLock' and l.relation = any (?::oid[])
            order by what, who
            limit 10
            """;

    private final PostgresConnection connection;

    TableLocks(PostgresConnection connection) {
        this.connection = connection;
    }

    /**
     * Waits as long as it takes for other changes of ours that share a table or a partition with this one. All of us ask in the
     * same order, so that no two ever wait for each other; nobody else waits behind us.
     *
     * @param lockTimeout what holds again afterwards
     */
    void awaitOurs(TargetTables target, Duration lockTimeout) {
        connection.execute("set local lock_timeout = 0");
        for (Long oid : target.oids()) {
            connection.single(
                    "select pg_catalog.pg_advisory_xact_lock(?, ?::int8::oid::int4) is null",
                    row -> row.getBoolean(1),
                    ADVISORY_CLASS,
                    oid);
        }
        connection.execute("set local lock_timeout = " + lockTimeout.toMillis());
    }

    /** Keeps every other writer out and lets readers in. */
    void exclude(TargetTables target) {
        lock(target, "exclusive");
    }

    /** Keeps out only who would alter or truncate the tables, as reading them does. */
    void share(TargetTables target) {
        lock(target, "access share");
    }

    private void lock(TargetTables target, String mode) {
        if (!target.tables().isEmpty()) {
            connection.execute("lock table %s in %s mode".formatted(names(target.tables()), mode));
        }
    }

    /** Says who has what we could not get. Call when the transaction that waited is over. */
    BackupException failure(TargetTables target, BackupException cause) {
        String holders = connection
                .query(
                        HOLDERS,
                        row -> "%s has %s on %s"
                                .formatted(row.getString("who"), row.getString("mode"), row.getString("what")),
                        (Object) target.oids())
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
