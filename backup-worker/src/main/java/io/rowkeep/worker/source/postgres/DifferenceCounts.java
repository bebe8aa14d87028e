package io.rowkeep.worker.source.postgres;

import io.rowkeep.job.TableDifferences;

/**
 * Counts the differences of a table, and digests them. {@code t} is the table's row, {@code s} the one beside it that it was compared
 * with. A digest depends on nothing but kinds and what both rows print, keys included, so that any transaction that finds the same has the same.
 */
final class DifferenceCounts {

    private final PostgresConnection connection;

    DifferenceCounts(PostgresConnection connection) {
        this.connection = connection;
    }

    TableDifferences of(PlannedRows planned) {
        Comparison comparison = planned.comparison();
        return connection.single(
                """
                select count(*) filter (where d.kind = 'insert') as insert, count(*) filter (where d.kind = 'update') as update,
                       count(*) filter (where d.kind = 'delete') as delete, count(*) filter (where d.kind = 'conflict') as conflict,
                       count(*) filter (where d.kind = 'kept_newer') as kept_newer,
                       count(*) filter (where d.kind = 'kept_current') as kept_current,
                       count(*) filter (where d.kind = 'refused') as refused, count(*) filter (where %s) as unlike,
                       pg_catalog.encode(pg_catalog.sha256(pg_catalog.concat_ws(':', count(*), %s, %s, %s, %s)::pg_catalog.bytea), 'hex')
                           as digest
                from (%s) d
                """.formatted(
                                comparison.isBeside(),
                                SqlLists.sum("d.digest", 1),
                                SqlLists.sum("d.digest", 17),
                                SqlLists.sum("d.digest", 33),
                                SqlLists.sum("d.digest", 49),
                                digests(planned)),
                row -> new TableDifferences(
                        row.getLong("insert"),
                        row.getLong("update"),
                        row.getLong("delete"),
                        comparison.compared() - row.getLong("unlike"),
                        row.getLong("conflict"),
                        row.getLong("kept_newer"),
                        row.getLong("kept_current"),
                        comparison.skipped(),
                        row.getLong("refused"),
                        row.getString("digest")));
    }

    /** Every difference with its kind and a digest of its own. The rows are looked up, since two of them may be too wide for a join. */
    private static String digests(PlannedRows planned) {
        String sides = "row(d.kind, %s, %s)::pg_catalog.text"
                .formatted(
                        side(
                                planned,
                                planned.table().sql(),
                                "t",
                                planned.table().isAt("t", "d")),
                        side(planned, planned.comparison().staged().sql(), "s", "s.ctid = d.backup"));
        return "select d.kind, d.backup, pg_catalog.encode(%s, 'hex') as digest from %s d"
                .formatted(SqlLists.digest(sides), planned.sql());
    }

    private static String side(PlannedRows planned, String relation, String row, String condition) {
        return "(select pg_catalog.encode(%s, 'hex') from %s %s where %s)"
                .formatted(SqlLists.digest(planned.table().columns(), row), relation, row, condition);
    }
}
