package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.source.SourceTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what has to be known of tables before they are changed. */
final class TargetCatalogue {

    private final PostgresConnection connection;
    private final Catalogue catalogue;

    TargetCatalogue(PostgresConnection connection) {
        this.connection = connection;
        this.catalogue = new Catalogue(connection);
    }

    /** Those of the tables that exist, with everything that refers to them. Refuses what this role cannot change. */
    TargetTables read(List<TableName> names) {
        Relations relations = catalogue.relations();
        List<Relation> found = names.stream()
                .sorted()
                .map(relations::find)
                .flatMap(Optional::stream)
                .toList();
        new TargetPermissions(connection).require(found, relations);
        Map<Long, List<UniqueKey>> keys = keys(found);
        Map<Long, List<Long>> trees = trees(found);
        Map<Long, List<String>> rules = rules(found);
        Map<Long, List<String>> demanded = demanded(found);
        List<SourceTable> described = catalogue.describe(found, relations);
        List<TargetRelation> tables = new ArrayList<>();
        for (int at = 0; at < found.size(); at++) {
            long oid = found.get(at).oid();
            tables.add(new TargetRelation(
                    found.get(at),
                    described.get(at),
                    trees.getOrDefault(oid, List.of(oid)),
                    keys.getOrDefault(oid, List.of()),
                    rules.getOrDefault(oid, List.of()),
                    demanded.getOrDefault(oid, List.of()),
                    List.of()));
        }
        ForeignKeys foreignKeys = ForeignKeys.read(connection, tables, relations);
        return new TargetTables(tables, foreignKeys.referring(), foreignKeys.own(), relations);
    }

    /** What the server checks for uniqueness or exclusion. An expression and an exclusion have no columns that we could compare by. */
    private Map<Long, List<UniqueKey>> keys(List<Relation> tables) {
        Map<Long, List<KeyColumn>> columns = grouped(
                """
                select i.indexrelid::int8 as oid, a.attname, pg_catalog.format('operator(%I.%s)', n.nspname, o.oprname) as operator,
                       case when k.collated <> a.attcollation then pg_catalog.format(' collate %I.%I', cn.nspname, co.collname) end as collated
                from pg_catalog.pg_index i
                cross join lateral rows from (pg_catalog.unnest(i.indkey::int2[]), pg_catalog.unnest(i.indclass::oid[]),
                                              pg_catalog.unnest(i.indcollation::oid[]))
                           with ordinality as k (attnum, opclass, collated, place)
                join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                join pg_catalog.pg_opclass c on c.oid = k.opclass
                join pg_catalog.pg_amop m on m.amopfamily = c.opcfamily and m.amoplefttype = c.opcintype
                                         and m.amoprighttype = c.opcintype and m.amopstrategy = 3
                join pg_catalog.pg_am am on am.oid = m.amopmethod and am.amname = 'btree'
                join pg_catalog.pg_operator o on o.oid = m.amopopr
                join pg_catalog.pg_namespace n on n.oid = o.oprnamespace
                left join pg_catalog.pg_collation co on co.oid = k.collated
                left join pg_catalog.pg_namespace cn on cn.oid = co.collnamespace
                where i.indisunique and i.indrelid = any (?::oid[]) and k.place <= i.indnkeyatts and 0 <> all (i.indkey::int2[])
                order by i.indexrelid, k.place
                """,
                row -> new KeyColumn(row.getString("attname"), row.getString("operator"), row.getString("collated")),
                tables);
        return grouped(
                """
                select i.indrelid::int8 as oid, i.indexrelid::int8 as index, i.indisprimary, i.indimmediate,
                       -- Known since version 15.
                       coalesce((pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct')::bool, false) as nulls_equal,
                       pg_catalog.pg_get_expr(i.indpred, i.indrelid) as condition,
                       array(select a.attname::text
                             from pg_catalog.pg_depend d
                             join pg_catalog.pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                             where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = i.indexrelid
                               and d.refclassid = d.classid and d.refobjid = i.indrelid) as uses
                from pg_catalog.pg_index i
                where (i.indisunique or i.indisexclusion) and i.indrelid = any (?::oid[])
                order by i.indexrelid
                """,
                row -> new UniqueKey(
                        row.getBoolean("indisprimary"),
                        row.getBoolean("indimmediate"),
                        row.getBoolean("nulls_equal"),
                        row.getString("condition"),
                        texts(row, "uses"),
                        columns.getOrDefault(row.getLong("index"), List.of())),
                tables);
    }

    private Map<Long, List<Long>> trees(List<Relation> tables) {
        return grouped("""
                select s.oid::int8 as oid, r.oid::int8 as member
                from pg_catalog.unnest(?::oid[]) as s (oid)
                cross join lateral (select s.oid union select relid from pg_catalog.pg_partition_tree(s.oid)) as r (oid)
                """, row -> row.getLong("member"), tables);
    }

    private Map<Long, List<String>> rules(List<Relation> tables) {
        return grouped("""
                select r.ev_class::int8 as oid, r.rulename
                from pg_catalog.pg_rewrite r
                where r.ev_class = any (?::oid[]) and r.ev_enabled <> 'D'
                order by r.rulename
                """, row -> row.getString("rulename"), tables);
    }

    private Map<Long, List<String>> demanded(List<Relation> tables) {
        return grouped("""
                select a.attrelid::int8 as oid, a.attname
                from pg_catalog.pg_attribute a
                join pg_catalog.pg_type t on t.oid = a.atttypid
                where a.attrelid = any (?::oid[]) and a.attnum > 0 and not a.attisdropped
                  and (a.attnotnull or t.typnotnull)
                  and not a.atthasdef and a.attidentity = '' and t.typdefault is null
                order by a.attnum
                """, row -> row.getString("attname"), tables);
    }

    private <T> Map<Long, List<T>> grouped(String sql, RowReader<T> reader, List<Relation> tables) {
        Map<Long, List<T>> byTable = new HashMap<>();
        connection.query(
                sql,
                row -> byTable.computeIfAbsent(row.getLong("oid"), oid -> new ArrayList<>())
                        .add(reader.read(row)),
                (Object) Catalogue.oids(tables));
        return byTable;
    }

    /** The value of a column of type {@code text[]}. */
    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
