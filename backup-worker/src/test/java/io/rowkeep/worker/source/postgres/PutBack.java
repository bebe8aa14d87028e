package io.rowkeep.worker.source.postgres;

/** A comparison that puts staged rows into their table, whatever differs, and may delete all others. Kept rows are unknown to it. */
record PutBack(StagedTable staged, boolean deletes) implements Comparison {

    @Override
    public String differences() {
        RowIdentity identity = staged.table().identity();
        return """
                select t.tableoid as relation, t.ctid as old, s.ctid as new, null::tid as base,
                       case when t.ctid is null then 'insert' when s.ctid is null then 'delete' else 'update' end as kind,
                       true as applied, false as undecided
                from %s full join %s on %s
                where t.ctid is null or s.ctid is null and %s or s.ctid is not null and %s
                """.formatted(
                        identity.rows(staged.table().sql(), "t", "true"),
                        identity.rows(staged.sql(), "s", "true"),
                        identity.same("t", "s"),
                        deletes,
                        identity.differ());
    }

    @Override
    public void decide(String differences) {
        // All of them are applied as they are.
    }

    @Override
    public String holds(String condition, PlannedRows planned) {
        throw new IllegalStateException("Nobody asks");
    }

    @Override
    public long unchanged(long inserted, long updated, long deleted) {
        return 0;
    }

    @Override
    public long remaining(PlannedRows planned) {
        throw new IllegalStateException("Nothing is applied");
    }
}
