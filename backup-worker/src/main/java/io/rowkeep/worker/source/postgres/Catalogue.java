package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.LineFormat;
import io.rowkeep.worker.source.SourceTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the database's own catalogue says about its tables. The search path of our sessions is empty, so every name carries its schema. */
final class Catalogue {

    private final PostgresConnection connection;

    Catalogue(PostgresConnection connection) {
        this.connection = connection;
    }

    /** Every relation outside the system's schemas; other sessions' temporary tables lie in system schemas. */
    Relations relations() {
        return new Relations(connection.query("""
                select c.oid::int8 as oid, n.nspname, c.relname, c.relkind::text as kind,
                       coalesce(i.inhparent::int8, 0) as parent, coalesce(i.inhdetachpending, false) as detaching,
                       e.extname, greatest(c.relpages, 0)::int8 * pg_catalog.current_setting('block_size')::int8 as bytes
                from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                left join pg_catalog.pg_inherits i on i.inhrelid = c.oid and c.relispartition
                left join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                                                and d.objid = c.oid and d.objsubid = 0 and d.deptype = 'e'
                left join pg_catalog.pg_extension e on e.oid = d.refobjid
                where c.relkind in ('r', 'p', 'v', 'm', 'f')
                  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                """, Catalogue::relation));
    }

    /** Describes tables, in their order. */
    List<SourceTable> describe(List<Relation> tables, Relations relations) {
        Map<Long, List<CatalogueColumn>> columns = new HashMap<>();
        columns(tables)
                .forEach(column -> columns.computeIfAbsent(column.table(), oid -> new ArrayList<>())
                        .add(column));
        Map<Long, List<String>> keys = primaryKeys(tables);
        return tables.stream()
                .map(table -> describe(
                        table.name(),
                        columns.getOrDefault(table.oid(), List.of()),
                        keys.getOrDefault(table.oid(), List.of()),
                        relations.leaves(table).stream()
                                .mapToLong(Relation::bytes)
                                .sum()))
                .toList();
    }

    private static SourceTable describe(TableName name, List<CatalogueColumn> all, List<String> key, long bytes) {
        return new SourceTable(
                name,
                all.stream()
                        .filter(column -> !column.generated())
                        .map(CatalogueColumn::column)
                        .toList(),
                all.stream()
                        .filter(CatalogueColumn::generated)
                        .map(column -> column.column().name())
                        .toList(),
                key,
                LineFormat.PG_COPY_TEXT,
                bytes);
    }

    /** All columns of the tables that were not dropped, in each table's order. */
    List<CatalogueColumn> columns(Collection<Relation> tables) {
        Map<Long, List<String>> labels = new EnumLabels(connection).of(tables);
        return connection.query("""
                select a.attrelid::int8 as oid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
                       a.atttypid::int8 as typeoid, t.typbasetype::int8 as base, a.attnotnull, a.attidentity::text as identity,
                       a.attgenerated <> '' as generated
                from pg_catalog.pg_attribute a
                join pg_catalog.pg_type t on t.oid = a.atttypid
                where a.attrelid = any (?::oid[]) and a.attnum > 0 and not a.attisdropped
                order by a.attrelid, a.attnum
                """, row -> column(row, labels), (Object) oids(tables));
    }

    private Map<Long, List<String>> primaryKeys(Collection<Relation> tables) {
        Map<Long, List<String>> keys = new HashMap<>();
        connection
                .query("""
                        select i.indrelid::int8 as oid, a.attname
                        from pg_catalog.pg_index i
                        cross join lateral pg_catalog.unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
                        join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                        where i.indisprimary and i.indrelid = any (?::oid[]) and k.place <= i.indnkeyatts
                        order by i.indrelid, k.place
                        """, row -> Map.entry(row.getLong("oid"), row.getString("attname")), (Object) oids(tables))
                .forEach(column -> keys.computeIfAbsent(column.getKey(), oid -> new ArrayList<>())
                        .add(column.getValue()));
        return keys;
    }

    /** As a parameter. */
    static Long[] oids(Collection<Relation> relations) {
        return relations.stream().map(Relation::oid).toArray(Long[]::new);
    }

    private static Relation relation(ResultSet row) throws SQLException {
        return new Relation(
                row.getLong("oid"),
                new TableName(row.getString("nspname"), row.getString("relname")),
                Relation.Kind.of(row.getString("kind")),
                row.getLong("parent"),
                row.getBoolean("detaching"),
                row.getString("extname"),
                row.getLong("bytes"));
    }

    private static CatalogueColumn column(ResultSet row, Map<Long, List<String>> labels) throws SQLException {
        long type = row.getLong("typeoid");
        long base = row.getLong("base");
        Column column = new Column(
                row.getString("attname"),
                row.getString("type"),
                BuiltInTypes.mapping(type),
                row.getBoolean("attnotnull"),
                identity(row.getString("identity")),
                labels.get(type));
        return new CatalogueColumn(row.getLong("oid"), column, base == 0 ? type : base, row.getBoolean("generated"));
    }

    private static @Nullable String identity(String letter) {
        return switch (letter) {
            case "a" -> "always";
            case "d" -> "by default";
            default -> null;
        };
    }
}
