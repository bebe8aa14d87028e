package io.rowkeep.worker.source.postgres;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that tables lie in, as of now: TRUNCATE and everything that rewrites a table gives it a new one. Asked through a
 * function, because a query of the catalogue would show the snapshot's state, not the present one.
 */
final class Filenodes {

    private Filenodes() {}

    /** File numbers by the oid of the table; 0 for what has no file of its own. */
    static Map<Long, Long> of(PostgresConnection connection, Collection<List<Relation>> contents) {
        Long[] oids = contents.stream().flatMap(List::stream).map(Relation::oid).toArray(Long[]::new);
        Map<Long, Long> nodes = new HashMap<>();
        connection
                .query("""
                        select o.oid, coalesce(pg_catalog.pg_relation_filenode(o.oid::oid), 0)::int8 as node
                        from pg_catalog.unnest(?::int8[]) as o (oid)
                        """, row -> Map.entry(row.getLong("oid"), row.getLong("node")), (Object) oids)
                .forEach(node -> nodes.put(node.getKey(), node.getValue()));
        return nodes;
    }
}
