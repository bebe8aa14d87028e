package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.SequenceState;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.OpenedQuery;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.Slice;
import io.rowkeep.worker.source.SourceSnapshot;
import io.rowkeep.worker.source.SourceTable;
import java.util.List;
import java.util.Map;

/** A repeatable-read transaction in which a query is run. */
final class QuerySnapshot implements SourceSnapshot {

    private final PostgresConnection connection;
    private final Snapshot origin;
    private final String sql;
    private final int maxRowBytes;

    private QuerySnapshot(PostgresConnection connection, Snapshot origin, String sql, int maxRowBytes) {
        this.connection = connection;
        this.origin = origin;
        this.sql = sql;
        this.maxRowBytes = maxRowBytes;
    }

    /** Fixes the instant, sets the values and describes the result; nothing has run yet. */
    static OpenedQuery open(
            PostgresConnection connection, ConfiguredQuery query, Map<String, String> values, int maxRowBytes) {
        connection.begin();
        connection.execute("set transaction isolation level repeatable read, read only");
        // The first query: it fixes the instant.
        Snapshot origin = Origin.read(connection, Snapshot.Consistency.SNAPSHOT);
        query.bind(connection, values);
        SourceTable result = new QueryColumns(connection, query.result()).describe(query);
        return new OpenedQuery(result, new QuerySnapshot(connection, origin, query.sql(), maxRowBytes));
    }

    @Override
    public Snapshot origin() {
        return origin;
    }

    @Override
    public List<Slice> split(SourceTable table) {
        return List.of(Slice.whole(table));
    }

    @Override
    public RowStream rows(Slice slice) {
        // A comment at its end must not hide what comes behind it.
        return CopiedRows.ofQuery(connection, slice.table(), "\n" + sql + "\n", maxRowBytes);
    }

    /** A result has none. */
    @Override
    public List<SequenceState> sequences(SourceTable table) {
        return List.of();
    }

    /**
     * Which tables a query reads is known, and locked, only when it runs, after the snapshot. One that was emptied, rewritten or made
     * anew in between looked empty: our snapshot of the catalogue differs from what the server knows of it now.
     */
    @Override
    public void verifyUnchanged() {
        List<String> changed = connection.query("""
                select l.relation::pg_catalog.regclass::text as name
                from pg_catalog.pg_locks l
                left join pg_catalog.pg_class c on c.oid = l.relation
                where l.locktype = 'relation' and l.pid = pg_catalog.pg_backend_pid()
                  and l.database = (select d.oid from pg_catalog.pg_database d
                                    where d.datname = pg_catalog.current_database())
                  and (c.oid is null
                       or (c.relkind in ('r', 'm') and c.relfilenode <> 0
                           and c.relfilenode is distinct from pg_catalog.pg_relation_filenode(c.oid)))
                order by name
                """, row -> row.getString("name"));
        if (!changed.isEmpty()) {
            throw new BackupException(
                    ErrorCode.SOURCE_CONFLICT,
                    "Source %s, table %s: it was made, emptied or rewritten while the query began"
                            .formatted(connection.source(), changed.getFirst()));
        }
    }

    @Override
    public void close() {
        connection.rollback();
    }
}
