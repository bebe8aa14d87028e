package io.rowkeep.worker.source.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads which labels the enums have that columns are made of. */
final class EnumLabels {

    private final PostgresConnection connection;

    EnumLabels(PostgresConnection connection) {
        this.connection = connection;
    }

    /** For the oid of each type of these tables' columns that is an enum, or an array or domain of one: the labels in order. */
    Map<Long, List<String>> of(Collection<Relation> tables) {
        Map<Long, List<String>> labels = new HashMap<>();
        connection.query(
                """
                with recursive made_of (type, beneath) as (
                    select a.atttypid, a.atttypid
                    from pg_catalog.pg_attribute a
                    where a.attrelid = any (?::oid[]) and a.attnum > 0 and not a.attisdropped
                    union
                    select m.type, case when t.typtype = 'd' then t.typbasetype else t.typelem end
                    from made_of m
                    join pg_catalog.pg_type t on t.oid = m.beneath
                    where t.typtype = 'd' or t.typcategory = 'A'
                )
                select m.type::int8 as type, e.enumlabel
                from made_of m
                join pg_catalog.pg_enum e on e.enumtypid = m.beneath
                order by m.type, e.enumsortorder
                """,
                row -> labels.computeIfAbsent(row.getLong("type"), oid -> new ArrayList<>())
                        .add(row.getString("enumlabel")),
                (Object) Catalogue.oids(tables));
        return labels;
    }
}
