package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.List;

/** Finds out before anything is written whether this role can change tables at all. */
final class TargetPermissions {

    private final PostgresConnection connection;

    TargetPermissions(PostgresConnection connection) {
        this.connection = connection;
    }

    void require(List<Relation> tables, Relations relations) {
        tables.forEach(table -> requireChangeable(table, relations));
        connection.query(
                """
                select n.nspname, c.relname, pg_catalog.row_security_active(c.oid) as filtered,
                       coalesce((select pg_catalog.string_agg(p, ', ')
                                 from pg_catalog.unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) as p
                                 where not pg_catalog.has_table_privilege(c.oid, p)), '') as lacking
                from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where c.oid = any (?::oid[])
                order by n.nspname, c.relname
                """,
                row -> {
                    TableName table = new TableName(row.getString("nspname"), row.getString("relname"));
                    requirePrivileges(table, row.getString("lacking"));
                    requireUnfiltered(table, row.getBoolean("filtered"));
                    return table;
                },
                (Object) Catalogue.oids(tables));
    }

    private void requireChangeable(Relation table, Relations relations) {
        if (!table.kind().isTable()) {
            throw unsupported("%s is a %s in source %s and cannot take rows"
                    .formatted(table.name(), table.kind().phrase(), connection.source()));
        }
        relations.leaves(table).stream()
                .filter(leaf -> leaf.kind() == Relation.Kind.FOREIGN)
                .findFirst()
                .ifPresent(leaf -> {
                    throw unsupported(
                            "Partition %s of table %s is a foreign table, and a change there cannot be undone with ours"
                                    .formatted(leaf.name(), table.name()));
                });
    }

    private void requirePrivileges(TableName table, String lacking) {
        if (!lacking.isEmpty()) {
            throw new BackupException(
                    ErrorCode.SOURCE_ACCESS_DENIED,
                    "The role of source %s lacks the privilege %s on table %s"
                            .formatted(connection.source(), lacking, table));
        }
    }

    private void requireUnfiltered(TableName table, boolean filtered) {
        if (filtered) {
            throw new BackupException(
                    ErrorCode.ROW_SECURITY,
                    "Row-level security of table %s hides rows from the role of source %s: give it BYPASSRLS, or let it own the table"
                            .formatted(table, connection.source()));
        }
    }

    private static BackupException unsupported(String sentence) {
        return new BackupException(ErrorCode.UNSUPPORTED, sentence);
    }
}
