package io.rowkeep.worker.source.postgres;

import java.util.List;

/**
 * What lies in a database that somebody made: everything but the system's, ours, what belongs to an extension, and what belongs to
 * something else that is named (a table's type, a sequence of an identity column).
 */
final class DatabaseContent {

    private static final int NAMED = 5;

    /** The server gives smaller numbers to what it comes with only. */
    private static final int FIRST_MADE = 16_384;

    private DatabaseContent() {}

    /**
     * Names some of it. What is in no schema is somebody's when the server did not make it with the database, which its number tells;
     * default privileges matter where they are those of the session's role, which a restore creates everything as.
     */
    static List<String> some(PostgresConnection connection) {
        return connection.query("""
                with theirs as (
                    select n.oid, n.nspname from pg_catalog.pg_namespace n
                    where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'rowkeep')
                ), within (classid, objid, namespace) as (
                    select t.tableoid, t.oid, t.oid from pg_catalog.pg_namespace t where t.nspname <> 'public'
                    union all
                    select c.tableoid, c.oid, c.relnamespace from pg_catalog.pg_class c where c.relkind not in ('i', 'I', 't')
                    union all
                    select p.tableoid, p.oid, p.pronamespace from pg_catalog.pg_proc p
                    union all
                    select y.tableoid, y.oid, y.typnamespace from pg_catalog.pg_type y
                    union all
                    select o.tableoid, o.oid, o.oprnamespace from pg_catalog.pg_operator o
                    union all
                    select o.tableoid, o.oid, o.opcnamespace from pg_catalog.pg_opclass o
                    union all
                    select o.tableoid, o.oid, o.opfnamespace from pg_catalog.pg_opfamily o
                    union all
                    select c.tableoid, c.oid, c.collnamespace from pg_catalog.pg_collation c
                    union all
                    select c.tableoid, c.oid, c.connamespace from pg_catalog.pg_conversion c
                    union all
                    select c.tableoid, c.oid, c.cfgnamespace from pg_catalog.pg_ts_config c
                    union all
                    select d.tableoid, d.oid, d.dictnamespace from pg_catalog.pg_ts_dict d
                    union all
                    select p.tableoid, p.oid, p.prsnamespace from pg_catalog.pg_ts_parser p
                    union all
                    select t.tableoid, t.oid, t.tmplnamespace from pg_catalog.pg_ts_template t
                ), objects (classid, objid) as (
                    select w.classid, w.objid from within w join theirs t on t.oid = w.namespace
                    union all
                    select c.tableoid, c.oid from pg_catalog.pg_cast c where c.oid >= %1$d
                    union all
                    select t.tableoid, t.oid from pg_catalog.pg_transform t where t.oid >= %1$d
                    union all
                    select l.tableoid, l.oid from pg_catalog.pg_language l where l.oid >= %1$d
                    union all
                    select m.tableoid, m.oid from pg_catalog.pg_am m where m.oid >= %1$d
                    union all
                    select e.tableoid, e.oid from pg_catalog.pg_event_trigger e
                    union all
                    select p.tableoid, p.oid from pg_catalog.pg_publication p
                    union all
                    select 'pg_catalog.pg_subscription'::pg_catalog.regclass, s.oid from pg_catalog.pg_subscription s
                    join pg_catalog.pg_database d on d.oid = s.subdbid and d.datname = pg_catalog.current_database()
                    union all
                    select w.tableoid, w.oid from pg_catalog.pg_foreign_data_wrapper w
                    union all
                    select s.tableoid, s.oid from pg_catalog.pg_foreign_server s
                    union all
                    select a.tableoid, a.oid from pg_catalog.pg_default_acl a
                    join pg_catalog.pg_roles r on r.oid = a.defaclrole and r.rolname = current_user
                    union all
                    select 'pg_catalog.pg_largeobject'::pg_catalog.regclass, l.oid from pg_catalog.pg_largeobject_metadata l
                )
                select i.type || ' ' || i.identity
                from objects o, lateral pg_catalog.pg_identify_object(o.classid, o.objid, 0) i
                where i.identity is not null
                      and not exists (select from pg_catalog.pg_depend d
                                      where d.classid = o.classid and d.objid = o.objid and d.objsubid = 0
                                            and d.deptype in ('e', 'i'))
                order by 1 limit %2$d
                """.formatted(FIRST_MADE, NAMED), row -> row.getString(1));
    }
}
