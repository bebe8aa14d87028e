package io.rowkeep.worker.source.postgres;

import static io.rowkeep.failure.ErrorCode.UNSUPPORTED;

import io.rowkeep.failure.BackupException;
import io.rowkeep.job.RowChanges;
import java.util.ArrayList;
import java.util.List;

/**
 * How a table differs from rows beside it, in a temporary table. In its statements {@code t} is a row of the table, {@code s} one
 * beside it and {@code d} a difference as {@link Comparison} says; {@code d.backup} is where the row beside the table lies as it came,
 * whatever was decided to make of it, and {@code d.moved} is a difference whose row is taken out and put in again.
 * Our locks keep every row where it lies. Only what is to be applied has any effect.
 */
final class PlannedRows implements PlannedChange {

    /** Which difference it is, in queries about rows. No name of a column that people would choose. */
    static final String DIFFERENCE = "rowkeep_difference";

    private final PostgresConnection connection;
    private final Comparison comparison;
    private final StagedTable staged;
    private final TargetRelation table;
    private final String name;
    private final RowChanges changes;

    private PlannedRows(PostgresConnection connection, Comparison comparison, boolean movable) {
        this.connection = connection;
        this.comparison = comparison;
        this.staged = comparison.staged();
        this.table = staged.table();
        this.name = "rowkeep_differences_" + table.relation().oid();
        this.changes = find(movable);
    }

    /**
     * Finds the differences and decides about each.
     *
     * @param movable whether nobody notices when a row is taken out and put in again within one statement
     */
    static PlannedRows of(PostgresConnection connection, Comparison comparison, boolean movable) {
        return new PlannedRows(connection, comparison, movable);
    }

    @Override
    public TargetRelation table() {
        return table;
    }

    @Override
    public RowChanges changes() {
        return changes;
    }

    /** How many rows are taken out and put in again. */
    long moved() {
        return connection.single(
                "select count(*) from %s d where d.applied and d.moved".formatted(sql()), row -> row.getLong(1));
    }

    @Override
    public long remaining() {
        return comparison.remaining(this);
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
        if (table.ignored().isEmpty()) {
            parts.add(
                    "inserted_%d as (%s join %s d on s.ctid = d.new where d.applied and (d.old is null or d.moved) and %s)"
                            .formatted(number, staged.insert(), sql(), after));
        } else {
            parts.add("inserted_%d as (%s join %s d on s.ctid = d.new where d.applied and d.old is null and %s)"
                    .formatted(number, staged.insert(), sql(), after));
            parts.add("moved_%d as (%s join %s d on s.ctid = d.new join %s t on %s where d.moved and %s)"
                    .formatted(number, staged.insert(table.ignored()), sql(), table.sql(), isOld(), after));
        }
        return parts;
    }

    @Override
    public String touching(List<String> columns) {
        return "select %sd.ctid as %s, d.new is null or d.moved as %s from %s t join %s d on %s left join %s s on s.ctid = d.new where d.new is null or d.moved or %s"
                .formatted(
                        SqlLists.leading(columns, column -> "t." + column),
                        DIFFERENCE,
                        GOES,
                        table.sql(),
                        sql(),
                        isOld(),
                        staged.sql(),
                        shownDiffer(columns));
    }

    @Override
    public String holds(String condition) {
        return comparison.holds(condition, this);
    }

    /** What is applied, {@code d}, with {@code t} and {@code s} as far as there are such rows, as what stands behind FROM. */
    String pairs() {
        return "%s d left join %s t on %s left join %s s on s.ctid = d.new where d.applied"
                .formatted(sql(), table.sql(), isOld(), staged.sql());
    }

    private RowChanges find(boolean movable) {
        connection.execute(
                "create temp table %s on commit drop as select found.*, found.new as backup, false as moved from (%s) found"
                        .formatted(name, comparison.differences()));
        connection.execute("analyze " + sql());
        comparison.decide(sql());
        connection.execute("analyze " + sql());
        table.secondaryKeys().stream().filter(UniqueKey::immediate).forEach(this::markMoved);
        if (movable && table.hasHiddenKeys()) {
            // Which of them swap what they must not share cannot be seen; moved, they all can.
            connection.execute("update %s set moved = true where applied and old is not null and new is not null"
                    .formatted(sql()));
        }
        requireFixedColumnsSame();
        return connection.single("""
                select count(*) filter (where old is null) as inserted,
                       count(*) filter (where old is not null and new is not null) as updated,
                       count(*) filter (where new is null) as deleted
                from %s
                where applied
                """.formatted(sql()), row -> {
            long inserted = row.getLong("inserted");
            long updated = row.getLong("updated");
            long deleted = row.getLong("deleted");
            return new RowChanges(inserted, updated, deleted, comparison.unchanged(inserted, updated, deleted));
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
                where d.applied and d.old is not null and s.ctid = d.new
                  and exists (select from %3$s
                              where %4$s and not (%5$s)
                                and not exists (select from %1$s gone where gone.applied and gone.new is null and %6$s))
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

    /** The temporary table, as it stands in a statement. */
    String sql() {
        return "pg_temp." + name;
    }

    Comparison comparison() {
        return comparison;
    }

    /** Rows of the table that stay as they are, as what stands behind WHERE in a query for them. */
    String stays(String row) {
        return "not exists (select from %s gone where %s)".formatted(sql(), isOld(row, "gone"));
    }

    /** Rows beside the table do not show what the server computes, nor what is ignored. */
    private String shownDiffer(List<String> columns) {
        List<String> shown = columns.stream().filter(table.columns()::contains).toList();
        return shown.isEmpty() ? "false" : SqlLists.differ(shown);
    }

    private String isOld() {
        return isOld("t", "d");
    }

    /** Whether a difference is about a row of the table and is applied. */
    String isOld(String row, String difference) {
        return "%s.applied and %s".formatted(difference, table.isAt(row, difference));
    }
}
