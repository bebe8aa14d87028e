package io.rowkeep.worker.source.postgres;

import java.util.List;

/** What lies in a database that somebody made: everything but the system's schemas, ours, and what belongs to an extension. */
final class DatabaseContent {

    private static final int NAMED = 5;

    private DatabaseContent() {}

    /** Names some of it. */
    static List<String> some(PostgresConnection connection) {
        return connection.query("""
                with theirs as (
                    select n.oid, n.nspname from pg_catalog.pg_namespace n
                    where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'rowkeep')
                ), objects (kind, name, classid, objid) as (
                    select 'schema', t.nspname::text, 'pg_catalog.pg_namespace'::pg_catalog.regclass::oid, t.oid
                    from theirs t where t.nspname <> 'public'
                    union all
                    select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
                                          when 'c' then 'type' when 'f' then 'foreign table' else 'table' end,
                           t.nspname || '.' || c.relname, 'pg_catalog.pg_class'::pg_catalog.regclass::oid, c.oid
                    from pg_catalog.pg_class c join theirs t on t.oid = c.relnamespace
                    where c.relkind in ('r', 'p', 'v', 'm', 'S', 'c', 'f')
                    union all
                    select 'function', t.nspname || '.' || p.proname, 'pg_catalog.pg_proc'::pg_catalog.regclass::oid, p.oid
                    from pg_catalog.pg_proc p join theirs t on t.oid = p.pronamespace
                    union all
                    select 'type', t.nspname || '.' || y.typname, 'pg_catalog.pg_type'::pg_catalog.regclass::oid, y.oid
                    from pg_catalog.pg_type y join theirs t on t.oid = y.typnamespace
                    where y.typtype in ('d', 'e', 'r') or (y.typtype = 'b' and y.typelem = 0)
                    union all
                    select 'operator', t.nspname || '.' || o.oprname, 'pg_catalog.pg_operator'::pg_catalog.regclass::oid, o.oid
                    from pg_catalog.pg_operator o join theirs t on t.oid = o.oprnamespace
                    union all
                    select 'collation', t.nspname || '.' || c.collname, 'pg_catalog.pg_collation'::pg_catalog.regclass::oid, c.oid
                    from pg_catalog.pg_collation c join theirs t on t.oid = c.collnamespace
                    union all
                    select 'text search configuration', t.nspname || '.' || c.cfgname,
                           'pg_catalog.pg_ts_config'::pg_catalog.regclass::oid, c.oid
                    from pg_catalog.pg_ts_config c join theirs t on t.oid = c.cfgnamespace
                    union all
                    select 'publication', p.pubname::text, 'pg_catalog.pg_publication'::pg_catalog.regclass::oid, p.oid
                    from pg_catalog.pg_publication p
                    union all
                    select 'foreign server', s.srvname::text, 'pg_catalog.pg_foreign_server'::pg_catalog.regclass::oid, s.oid
                    from pg_catalog.pg_foreign_server s
                    union all
                    select 'large object', l.oid::text, 'pg_catalog.pg_largeobject'::pg_catalog.regclass::oid, l.oid
                    from pg_catalog.pg_largeobject_metadata l
                )
                select o.kind || ' ' || o.name from objects o
                where not exists (select from pg_catalog.pg_depend d
                                  where d.classid = o.classid and d.objid = o.objid and d.objsubid = 0 and d.deptype = 'e')
                order by 1 limit %d
                """.formatted(NAMED), row -> row.getString(1));
    }
}
