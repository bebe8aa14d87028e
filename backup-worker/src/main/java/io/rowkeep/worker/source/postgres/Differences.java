package io.rowkeep.worker.source.postgres;

import static io.rowkeep.failure.ErrorCode.UNSUPPORTED;

import io.rowkeep.failure.BackupException;
import io.rowkeep.job.RowChanges;
import java.util.ArrayList;
import java.util.List;

/**
 * How a table differs from its staged rows, in a temporary table. In its statements {@code t} is a row of the table, {@code s} a
 * staged one and {@code d} a difference: where the old row lies and where the new one, one of them missing for an insert or a
 * delete. Our locks keep every row where it lies. Kept rows take no part in it.
 */
final class Differences implements PlannedChange {

    private final PostgresConnection connection;
    private final StagedTable staged;
    private final TargetRelation table;
    private final KeptPlaces kept;
    private final RowIdentity identity;
    private final String name;
    private final RowChanges changes;

    private Differences(PostgresConnection connection, StagedTable staged, KeptPlaces kept, boolean movable) {
        this.connection = connection;
        this.staged = staged;
        this.table = staged.table();
        this.kept = kept;
        this.identity = table.identity();
        this.name = "rowkeep_differences_" + table.relation().oid();
        this.changes = find(movable);
    }

    /**
     * Compares by the primary key's own equality, and the rows by their bytes: 1.0 and 1.00 differ. Without such a key a row is
     * there or it is not.
     *
     * @param movable whether nobody notices when a row is taken out and put in again within one statement
     */
    static Differences of(PostgresConnection connection, StagedTable staged, KeptPlaces kept, boolean movable) {
        return new Differences(connection, staged, kept, movable);
    }

    @Override
    public TargetRelation table() {
        return table;
    }

    @Override
    public RowChanges changes() {
        return changes;
    }

    @Override
    public long remaining() {
        return connection.single("select count(*) from " + paired(), row -> row.getLong(1));
    }

    /**
     * First what goes, then what changes, then what comes, so that a unique value can pass from one row to another. What a moved
     * row is referred to by finds it there again when the statement ends.
     */
    @Override
    public List<String> apply(int number) {
        List<String> parts = new ArrayList<>();
        parts.add("deleted_%d as (delete from %s t using %s d where %s and (d.new is null or d.moved) returning 1)"
                .formatted(number, table.sql(), sql(), isOld()));
        String after = "(select count(*) from deleted_%d) >= 0".formatted(number);
        if (!table.settable().isEmpty()) {
            parts.add(
                    "updated_%d as (update %s t set %s from %s d join %s s on s.ctid = d.new where %s and not d.moved and %s returning 1)"
                            .formatted(
                                    number,
                                    table.sql(),
                                    SqlLists.of(table.settable(), column -> "%s = s.%s".formatted(column, column)),
                                    sql(),
                                    staged.sql(),
                                    isOld(),
                                    after));
            after += " and (select count(*) from updated_%d) >= 0".formatted(number);
        }
        parts.add("inserted_%d as (%s join %s d on s.ctid = d.new where (d.old is null or d.moved) and %s)"
                .formatted(number, staged.insert(), sql(), after));
        return parts;
    }

    @Override
    public String touching(List<String> columns) {
        return "select %sd.new is null or d.moved as %s from %s t join %s d on %s left join %s s on s.ctid = d.new where d.new is null or d.moved or %s"
                .formatted(
                        SqlLists.leading(columns, column -> "t." + column),
                        GOES,
                        table.sql(),
                        sql(),
                        isOld(),
                        staged.sql(),
                        SqlLists.differ(columns));
    }

    @Override
    public String holds(String condition) {
        return "(exists (select from %s f where %s) or exists (select from %s f where %s and %s))"
                .formatted(staged.sql(), condition, table.sql(), kept.has(table, "f"), condition);
    }

    private RowChanges find(boolean movable) {
        connection.execute("""
                create temp table %s on commit drop as
                select t.tableoid as relation, t.ctid as old, s.ctid as new, false as moved
                from %s
                """.formatted(name, paired()));
        connection.execute("analyze " + sql());
        table.secondaryKeys().stream().filter(UniqueKey::immediate).forEach(this::markMoved);
        if (movable && table.hasHiddenKeys()) {
            // Which of them swap what they must not share cannot be seen; moved, they all can.
            connection.execute("update %s set moved = true where old is not null and new is not null".formatted(sql()));
        }
        requireFixedColumnsSame();
        return connection.single("""
                select count(*) filter (where old is null) as inserted,
                       count(*) filter (where old is not null and new is not null) as updated,
                       count(*) filter (where new is null) as deleted
                from %s
                """.formatted(sql()), row -> {
            long inserted = row.getLong("inserted");
            long updated = row.getLong("updated");
            return new RowChanges(
                    inserted, updated, row.getLong("deleted"), staged.rows() - inserted - updated + kept.count(table));
        });
    }

    /**
     * Marks rows whose new value of another unique key is held by a row that stays, which then must have another one itself: the two
     * swap, or stand in a row of which everyone moves up. The server looks at uniqueness row by row, so they cannot be updated;
     * they are taken out and put in again within one statement.
     */
    private void markMoved(UniqueKey key) {
        connection.execute("""
                update %1$s d set moved = true
                from %2$s
                where d.old is not null and s.ctid = d.new
                  and exists (select from %3$s
                              where %4$s and not (%5$s)
                                and not exists (select from %1$s gone where gone.new is null and %6$s))
                """.formatted(
                        sql(),
                        SqlLists.rows(staged.sql(), "s", table.columns(), key.isAbout()),
                        SqlLists.rows(table.sql(), "x", table.columns(), key.isAbout()),
                        key.same("x", "s"),
                        isOld("x", "d"),
                        isOld("x", "gone")));
    }

    private void requireFixedColumnsSame() {
        if (table.fixed().isEmpty()) {
            return;
        }
        long rows = connection.single(
                "select count(*) from %s t join %s d on %s join %s s on s.ctid = d.new where not d.moved and %s"
                        .formatted(table.sql(), sql(), isOld(), staged.sql(), SqlLists.differ(table.fixed())),
                row -> row.getLong(1));
        if (rows > 0) {
            throw new BackupException(
                    UNSUPPORTED,
                    "%d rows of table %s have another value of an identity column %s in the backup, which the server lets nobody update in a row that other tables refer to"
                            .formatted(rows, table.name(), table.fixed()));
        }
    }

    private String sql() {
        return "pg_temp." + name;
    }

    /** Rows that are not the same in the table and beside it, as what stands behind FROM. */
    private String paired() {
        return "%s full join %s on %s where t.ctid is null or s.ctid is null or %s"
                .formatted(
                        identity.rows(table.sql(), "t", "not " + kept.has(table, "t")),
                        identity.rows(staged.sql(), "s", "true"),
                        identity.same("t", "s"),
                        identity.differ());
    }

    private String isOld() {
        return isOld("t", "d");
    }

    private String isOld(String row, String difference) {
        String place = "%s.ctid = %s.old".formatted(row, difference);
        return table.relation().kind() == Relation.Kind.PARTITIONED
                ? "%s and %s.tableoid = %s.relation".formatted(place, row, difference)
                : place;
    }
}
