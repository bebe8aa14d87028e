package io.rowkeep.worker.source.postgres;

/** A table is to hold exactly its staged rows and the kept ones: every difference is applied. */
final class Replacement implements Comparison {

    private final PostgresConnection connection;
    private final StagedTable staged;
    private final KeptPlaces kept;

    Replacement(PostgresConnection connection, StagedTable staged, KeptPlaces kept) {
        this.connection = connection;
        this.staged = staged;
        this.kept = kept;
    }

    @Override
    public StagedTable staged() {
        return staged;
    }

    @Override
    public boolean isConsistent() {
        return true;
    }

    @Override
    public String differences() {
        return """
                select t.tableoid as relation, t.ctid as old, s.ctid as new, null::tid as base,
                       case when t.ctid is null then 'insert' when s.ctid is null then 'delete' else 'update' end as kind,
                       true as applied, false as undecided
                from %s
                """.formatted(paired());
    }

    @Override
    public void decide(String differences) {
        // All of them are applied as they are.
    }

    @Override
    public String holds(String condition, PlannedRows planned) {
        return "(exists (select from %s f where %s) or exists (select from %s f where %s and %s))"
                .formatted(staged.sql(), condition, table().sql(), kept.has(table(), "f"), condition);
    }

    @Override
    public long unchanged(long inserted, long updated, long deleted) {
        return staged.rows() - inserted - updated + kept.count(table());
    }

    @Override
    public long remaining(PlannedRows planned) {
        return connection.single("select count(*) from " + paired(), row -> row.getLong(1));
    }

    /** Rows that are not the same in the table and beside it, as what stands behind FROM. */
    private String paired() {
        RowIdentity identity = table().identity();
        return "%s full join %s on %s where t.ctid is null or s.ctid is null or %s"
                .formatted(
                        identity.rows(table().sql(), "t", "not " + kept.has(table(), "t")),
                        identity.rows(staged.sql(), "s", "true"),
                        identity.same("t", "s"),
                        identity.differ());
    }

    private TargetRelation table() {
        return staged.table();
    }
}
