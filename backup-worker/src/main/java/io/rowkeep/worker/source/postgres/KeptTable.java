package io.rowkeep.worker.source.postgres;

import io.rowkeep.job.KeptRows;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * Where the rows of one table lie that stay as they are, in a temporary table, each with the reason and the round in which it was
 * found. Our locks, or our snapshot, keep every row where it lies.
 */
final class KeptTable {

    private final PostgresConnection connection;
    private final TargetRelation table;
    private final String name;

    KeptTable(PostgresConnection connection, TargetRelation table) {
        this.connection = connection;
        this.table = table;
        this.name = "rowkeep_kept_" + table.relation().oid();
        connection.execute("create temp table %s (relation oid, place tid, reason text, round int) on commit drop"
                .formatted(name));
    }

    TargetRelation table() {
        return table;
    }

    /** Keeps the rows {@code t} of a query, as far as they are not kept yet. */
    void add(Reason reason, int round, String from, String condition) {
        // The condition on lines of its own, so that a comment at its end takes nothing else along.
        connection.execute(
                "insert into %s select distinct t.tableoid, t.ctid, '%s', %d from %s where not %s and (\n%s\n)"
                        .formatted(sql(), reason, round, from, has("t"), condition));
    }

    /** To be called when rows were added, so that the server knows how many. */
    void analyze() {
        connection.execute("analyze " + sql());
    }

    /** Whether a row of the table is kept, as a condition. */
    String has(String row) {
        return "exists (select from %1$s k where k.relation = %2$s.tableoid and k.place = %2$s.ctid)"
                .formatted(sql(), row);
    }

    /** As it stands in a statement. */
    String sql() {
        return "pg_temp." + name;
    }

    /** How many rows a round has found. */
    long found(int round) {
        return connection.single(
                "select count(*) from %s where round = ?".formatted(sql()), row -> row.getLong(1), round);
    }

    /** How many there are for each reason. */
    KeptRows count(long skipped) {
        return connection.single(
                """
                select count(*) filter (where reason = 'BY_RULE') as by_rule, count(*) filter (where reason = 'ADDED') as added,
                       count(*) filter (where reason = 'REFERRED') as referred
                from %s
                """.formatted(sql()),
                row -> new KeptRows(row.getLong("by_rule"), row.getLong("added"), row.getLong("referred"), skipped));
    }

    /** Counts the rows that are in those places now, and adds up what they hold. */
    Fingerprint fingerprint() {
        String digests =
                "select pg_catalog.encode(%s, 'hex') as digest from %s t join %s k on k.relation = t.tableoid and k.place = t.ctid"
                        .formatted(SqlLists.digest(table.columns(), "t"), table.sql(), sql());
        return connection.single(
                "select count(*) as rows, %s as one, %s as other from (%s) r"
                        .formatted(SqlLists.sum("r.digest", 1), SqlLists.sum("r.digest", 17), digests),
                row -> new Fingerprint(
                        row.getLong("rows"),
                        Objects.requireNonNull(row.getBigDecimal("one")),
                        Objects.requireNonNull(row.getBigDecimal("other"))));
    }

    /** Why a row is kept. */
    enum Reason {
        BY_RULE,
        ADDED,
        REFERRED
    }

    /** How many rows there are, and what they hold. */
    record Fingerprint(long rows, BigDecimal one, BigDecimal other) {}
}
