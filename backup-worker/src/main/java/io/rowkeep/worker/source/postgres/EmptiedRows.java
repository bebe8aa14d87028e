package io.rowkeep.worker.source.postgres;

import io.rowkeep.job.RowChanges;
import java.util.List;

/** All rows of a table go but the kept ones. */
final class EmptiedRows implements PlannedChange {

    private final PostgresConnection connection;
    private final TargetRelation table;
    private final KeptPlaces kept;
    private final RowChanges changes;

    EmptiedRows(PostgresConnection connection, TargetRelation table, KeptPlaces kept) {
        this.connection = connection;
        this.table = table;
        this.kept = kept;
        this.changes = new RowChanges(0, 0, remaining(), kept.count(table));
        if (!isWhole()) {
            table.requireNoRules();
        }
    }

    @Override
    public TargetRelation table() {
        return table;
    }

    @Override
    public RowChanges changes() {
        return changes;
    }

    /** Whether no row stays. */
    boolean isWhole() {
        return changes.unchanged() == 0;
    }

    @Override
    public String touching(List<String> columns) {
        return "select %strue as %s from %s t where %s"
                .formatted(SqlLists.leading(columns, name -> "t." + name), GOES, table.sql(), goes());
    }

    @Override
    public String holds(String condition) {
        return isWhole()
                ? "false"
                : "exists (select from %s f where %s and %s)".formatted(table.sql(), kept.has(table, "f"), condition);
    }

    @Override
    public List<String> apply(int number) {
        table.requireNoRules();
        return List.of("deleted_%d as (delete from %s t where %s)".formatted(number, table.sql(), goes()));
    }

    @Override
    public long remaining() {
        return connection.single(
                "select count(*) from %s t where %s".formatted(table.sql(), goes()), row -> row.getLong(1));
    }

    private String goes() {
        return "not " + kept.has(table, "t");
    }
}
