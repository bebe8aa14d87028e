package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.source.TableReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Foreign keys of a database, as far as they are about certain tables. One that a partition has because its parent has it is its
 * parent's; whoever selects a partition alone selects some of the rows that the parent's key is about.
 */
final class ForeignKeys {

    private final List<TargetRelation> tables;
    private final Relations relations;
    private final List<ForeignKey> referring = new ArrayList<>();
    private final List<OwnReference> own = new ArrayList<>();

    private ForeignKeys(List<TargetRelation> tables, Relations relations) {
        this.tables = tables;
        this.relations = relations;
    }

    static ForeignKeys read(PostgresConnection connection, List<TargetRelation> tables, Relations relations) {
        ForeignKeys keys = new ForeignKeys(tables, relations);
        connection.query("""
                select c.conname, c.confdeltype::text as del, c.confupdtype::text as upd, c.confmatchtype = 'f' as whole,
                       n.nspname, r.relname, r.relkind = 'p' as partitioned,
                       fn.nspname as to_schema, f.relname as to_name, f.relkind = 'p' as to_partitioned,
                       pg_catalog.pg_get_partition_constraintdef(r.oid) as part,
                       -- Keys over periods are known since version 18; a partitioned table's parts have the triggers.
                       not coalesce((pg_catalog.to_jsonb(c) ->> 'conperiod')::bool, false)
                       and (r.relkind = 'p' or exists (select from pg_catalog.pg_trigger g
                                                       where g.tgconstraint = c.oid and g.tgrelid = c.conrelid
                                                         and g.tgenabled in ('O', 'A'))) as checked,
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
                """, keys::add);
        return keys;
    }

    /** All that refer to one of the tables. */
    List<ForeignKey> referring() {
        return referring;
    }

    /** All that rows of the tables have to satisfy. */
    List<OwnReference> own() {
        return own;
    }

    private boolean add(ResultSet row) throws SQLException {
        TableName from = new TableName(row.getString("nspname"), row.getString("relname"));
        TableName to = new TableName(row.getString("to_schema"), row.getString("to_name"));
        for (TargetRelation target : tables) {
            if (relations.sharesRows(target.name(), to)) {
                addReferring(row, from, target.name());
            }
            if (relations.sharesRows(target.name(), from) && row.getBoolean("checked")) {
                addOwn(row, from, to, target.name());
            }
        }
        return true;
    }

    private void addReferring(ResultSet row, TableName from, TableName target) throws SQLException {
        boolean covered = tables.stream().anyMatch(table -> relations.covers(table.name(), from));
        if (!covered) {
            referring.add(foreignKey(row, from, from, target, true));
        }
        for (TargetRelation table : tables) {
            if (relations.sharesRows(table.name(), from)) {
                referring.add(foreignKey(row, from, table.name(), target, false));
            }
        }
    }

    /** A key of some partitions only is about those rows that will lie there. */
    private void addOwn(ResultSet row, TableName from, TableName to, TableName target) throws SQLException {
        String part = relations.covers(from, target) ? null : row.getString("part");
        own.add(new OwnReference(
                foreignKey(row, from, target, to, false),
                sql(row.getBoolean("to_partitioned"), to),
                row.getBoolean("whole"),
                part == null ? "true" : "(" + part + ")"));
    }

    private static ForeignKey foreignKey(ResultSet row, TableName table, TableName from, TableName to, boolean outside)
            throws SQLException {
        return new ForeignKey(
                new TableReference(row.getString("conname"), from, to),
                outside,
                sql(row.getBoolean("partitioned"), table),
                TargetCatalogue.texts(row, "columns"),
                TargetCatalogue.texts(row, "referred"),
                TargetCatalogue.texts(row, "operators"),
                ForeignKey.Action.of(row.getString("del")),
                ForeignKey.Action.of(row.getString("upd")));
    }

    private static String sql(boolean partitioned, TableName table) {
        return (partitioned ? "" : "only ") + Quoted.table(table);
    }
}
