package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.TableReference;
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
        List<SourceTable> described = catalogue.describe(found, relations);
        List<TargetRelation> tables = new ArrayList<>();
        for (int at = 0; at < found.size(); at++) {
            long oid = found.get(at).oid();
            tables.add(new TargetRelation(
                    found.get(at),
                    described.get(at),
                    trees.getOrDefault(oid, List.of(oid)),
                    keys.getOrDefault(oid, List.of()),
                    rules.getOrDefault(oid, List.of())));
        }
        return new TargetTables(tables, foreignKeys(tables, relations));
    }

    /** What the server checks for uniqueness or exclusion. An expression and an exclusion have no columns that we could compare by. */
    private Map<Long, List<UniqueKey>> keys(List<Relation> tables) {
        Map<Long, List<KeyColumn>> columns =
                grouped("""
                select i.indexrelid::int8 as oid, a.attname, pg_catalog.format('operator(%I.%s)', n.nspname, o.oprname) as operator
                from pg_catalog.pg_index i
                cross join lateral rows from (pg_catalog.unnest(i.indkey::int2[]), pg_catalog.unnest(i.indclass::oid[]))
                           with ordinality as k (attnum, opclass, place)
                join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                join pg_catalog.pg_opclass c on c.oid = k.opclass
                join pg_catalog.pg_amop m on m.amopfamily = c.opcfamily and m.amoplefttype = c.opcintype
                                         and m.amoprighttype = c.opcintype and m.amopstrategy = 3
                join pg_catalog.pg_am am on am.oid = m.amopmethod and am.amname = 'btree'
                join pg_catalog.pg_operator o on o.oid = m.amopopr
                join pg_catalog.pg_namespace n on n.oid = o.oprnamespace
                where i.indisunique and i.indrelid = any (?::oid[]) and k.place <= i.indnkeyatts and 0 <> all (i.indkey::int2[])
                order by i.indexrelid, k.place
                """, row -> new KeyColumn(row.getString("attname"), row.getString("operator")), tables);
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

    private <T> Map<Long, List<T>> grouped(String sql, RowReader<T> reader, List<Relation> tables) {
        Map<Long, List<T>> byTable = new HashMap<>();
        connection.query(
                sql,
                row -> byTable.computeIfAbsent(row.getLong("oid"), oid -> new ArrayList<>())
                        .add(reader.read(row)),
                (Object) Catalogue.oids(tables));
        return byTable;
    }

    /**
     * The foreign keys to these tables. One that a partition has because its parent has it is its parent's; whoever selects a
     * partition alone selects some of the rows that the parent's key is about.
     */
    private List<ForeignKey> foreignKeys(List<TargetRelation> tables, Relations relations) {
        List<ForeignKey> keys = new ArrayList<>();
        connection.query("""
                select c.conname, c.confdeltype::text as del, c.confupdtype::text as upd,
                       n.nspname, r.relname, r.relkind = 'p' as partitioned, fn.nspname as to_schema, f.relname as to_name,
                       array(select a.attname::text
                             from pg_catalog.unnest(c.conkey) with ordinality as k (attnum, place)
                             join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
                             order by k.place) as columns,
                       array(select a.attname::text
                             from pg_catalog.unnest(c.confkey) with ordinality as k (attnum, place)
                             join pg_catalog.pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.attnum
                             order by k.place) as referred,
                       array(select pg_catalog.format('operator(%I.%s)', s.nspname, o.oprname)
                             from pg_catalog.unnest(c.conpfeqop) with ordinality as k (operator, place)
                             join pg_catalog.pg_operator o on o.oid = k.operator
                             join pg_catalog.pg_namespace s on s.oid = o.oprnamespace
                             order by k.place) as operators
                from pg_catalog.pg_constraint c
                join pg_catalog.pg_class r on r.oid = c.conrelid
                join pg_catalog.pg_namespace n on n.oid = r.relnamespace
                join pg_catalog.pg_class f on f.oid = c.confrelid
                join pg_catalog.pg_namespace fn on fn.oid = f.relnamespace
                where c.contype = 'f' and c.conparentid = 0
                  -- From version 18 on a constraint can be there and not be enforced.
                  and coalesce((pg_catalog.to_jsonb(c) ->> 'conenforced')::bool, true)
                order by c.conname, n.nspname, r.relname
                """, row -> keys.addAll(foreignKeys(row, tables, relations)));
        return keys;
    }

    private static List<ForeignKey> foreignKeys(ResultSet row, List<TargetRelation> tables, Relations relations)
            throws SQLException {
        TableName from = new TableName(row.getString("nspname"), row.getString("relname"));
        TableName to = new TableName(row.getString("to_schema"), row.getString("to_name"));
        List<ForeignKey> keys = new ArrayList<>();
        for (TargetRelation target : tables) {
            if (!sharesRows(target.name(), to, relations)) {
                continue;
            }
            boolean covered = tables.stream().anyMatch(table -> covers(table.name(), from, relations));
            if (!covered) {
                keys.add(foreignKey(row, from, target.name(), true));
            }
            for (TargetRelation table : tables) {
                if (sharesRows(table.name(), from, relations)) {
                    keys.add(foreignKey(row, table.name(), target.name(), false));
                }
            }
        }
        return keys;
    }

    private static ForeignKey foreignKey(ResultSet row, TableName from, TableName to, boolean outside)
            throws SQLException {
        TableName table = new TableName(row.getString("nspname"), row.getString("relname"));
        return new ForeignKey(
                new TableReference(row.getString("conname"), from, to),
                outside,
                (row.getBoolean("partitioned") ? "" : "only ") + Quoted.table(table),
                texts(row, "columns"),
                texts(row, "referred"),
                texts(row, "operators"),
                ForeignKey.Action.of(row.getString("del")),
                ForeignKey.Action.of(row.getString("upd")));
    }

    /** Whether all rows of one table are the other's. */
    private static boolean covers(TableName table, TableName part, Relations relations) {
        return table.equals(part)
                || relations.find(part).stream()
                        .flatMap(relation -> relations.ancestors(relation).stream())
                        .anyMatch(above -> above.name().equals(table));
    }

    private static boolean sharesRows(TableName one, TableName other, Relations relations) {
        return covers(one, other, relations) || covers(other, one, relations);
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
