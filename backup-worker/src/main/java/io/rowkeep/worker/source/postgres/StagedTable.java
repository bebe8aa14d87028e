package io.rowkeep.worker.source.postgres;

import static io.rowkeep.failure.ErrorCode.UNSUPPORTED;

import io.rowkeep.failure.BackupException;
import io.rowkeep.job.RowChanges;
import io.rowkeep.worker.source.LineSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A table's rows as they are to be, beside the table, and how the two differ. {@code t} is the table, {@code s} its staged rows,
 * {@code d} the differences: where the old row lies, where the new one lies, one of them missing for an insert or a delete.
 */
final class StagedTable {

    private final PostgresConnection connection;
    private final TargetRelation table;
    private final String stage;
    private final String differences;

    StagedTable(PostgresConnection connection, TargetRelation table) {
        this.connection = connection;
        this.table = table;
        this.stage = "rowkeep_stage_" + table.relation().oid();
        this.differences = "rowkeep_differences_" + table.relation().oid();
    }

    /** Copies the rows into a temporary table with the same columns and no constraints. */
    long fill(List<String> columns, LineSource lines) {
        requireNoRules();
        connection.execute("create temp table %s on commit drop as select %s from %s t with no data"
                .formatted(stage, columns("t"), table.sql()));
        long rows;
        try {
            rows = new CopyIntoTable(connection).copy(table.name(), stageSql(), columns, lines);
        } catch (BackupException e) {
            // The server names our temporary table; the reader knows only their own.
            throw new BackupException(
                    e.code(),
                    String.valueOf(e.getMessage()).replace(stage, table.name().name()),
                    e);
        }
        connection.execute("analyze " + stageSql());
        return rows;
    }

    /** Compares by the primary key's own equality, and the rows by their bytes: 1.0 and 1.00 differ. */
    RowChanges compare(long staged) {
        connection.execute("""
                create temp table %s on commit drop as
                select t.tableoid as relation, t.ctid as old, s.ctid as new
                from %s t full join %s s on %s
                where %s
                """.formatted(differences, table.sql(), stageSql(), sameKey(), differs()));
        connection.execute("analyze " + differencesSql());
        requireFixedColumnsSame();
        return connection.single("""
                select count(*) filter (where old is null) as inserted,
                       count(*) filter (where old is not null and new is not null) as updated,
                       count(*) filter (where new is null) as deleted
                from %s
                """.formatted(differencesSql()), row -> {
            long inserted = row.getLong("inserted");
            long updated = row.getLong("updated");
            return new RowChanges(inserted, updated, row.getLong("deleted"), staged - inserted - updated);
        });
    }

    /** How many differences there are now; none once they were applied. */
    long remaining() {
        return connection.single(
                "select count(*) from %s t full join %s s on %s where %s"
                        .formatted(table.sql(), stageSql(), sameKey(), differs()),
                row -> row.getLong(1));
    }

    /**
     * The parts of one statement that apply the differences: first what goes, then what changes, then what comes, so that a unique
     * value can pass from one row to another.
     */
    List<String> changes(int number) {
        String deleted = "deleted_%d".formatted(number);
        String updated = "updated_%d".formatted(number);
        List<String> parts = new ArrayList<>();
        parts.add("%s as (delete from %s t using %s d where %s and d.new is null returning 1)"
                .formatted(deleted, table.sql(), differencesSql(), isOld()));
        String after = "(select count(*) from %s) >= 0".formatted(deleted);
        if (!table.settable().isEmpty()) {
            parts.add("%s as (update %s t set %s from %s d join %s s on s.ctid = d.new where %s and %s returning 1)"
                    .formatted(
                            updated,
                            table.sql(),
                            list(table.settable(), name -> "%s = s.%s".formatted(name, name)),
                            differencesSql(),
                            stageSql(),
                            isOld(),
                            after));
            after += " and (select count(*) from %s) >= 0".formatted(updated);
        }
        parts.add("inserted_%d as (%s from %s s join %s d on s.ctid = d.new where d.old is null and %s)"
                .formatted(number, insert(), stageSql(), differencesSql(), after));
        return parts;
    }

    /** The part of a statement that adds all staged rows. */
    String insertAll(int number) {
        return "inserted_%d as (%s from %s s)".formatted(number, insert(), stageSql());
    }

    TargetRelation table() {
        return table;
    }

    String stageSql() {
        return "pg_temp." + stage;
    }

    String differencesSql() {
        return "pg_temp." + differences;
    }

    /** Whether row {@code t} is the old one of difference {@code d}. */
    String isOld() {
        String place = "t.ctid = d.old";
        return table.relation().kind() == Relation.Kind.PARTITIONED ? place + " and t.tableoid = d.relation" : place;
    }

    private String insert() {
        // Without ONLY, which an insert does not know: a row always goes into the table itself.
        return "insert into %s %s overriding system value select %s"
                .formatted(Quoted.table(table.name()), Quoted.columns(table.columns()), columns("s"));
    }

    private String sameKey() {
        return table.key().stream()
                .map(column -> "t.%1$s %2$s s.%1$s".formatted(Quoted.name(column.name()), column.operator()))
                .collect(Collectors.joining(" and "));
    }

    private String differs() {
        return "t.ctid is null or s.ctid is null or " + image(table.columns());
    }

    /** Whether the bytes of these columns differ between old and new row, whatever the types' own equality says. */
    static String image(List<String> columns) {
        return "row(%s)::record operator(pg_catalog.*<>) row(%s)::record"
                .formatted(list(columns, name -> "t." + name), list(columns, name -> "s." + name));
    }

    private String columns(String alias) {
        return list(table.columns(), name -> alias + "." + name);
    }

    static String list(List<String> columns, UnaryOperator<String> form) {
        return columns.stream().map(Quoted::name).map(form).collect(Collectors.joining(", "));
    }

    private void requireNoRules() {
        if (!table.rules().isEmpty()) {
            throw new BackupException(
                    UNSUPPORTED,
                    "Table %s has the rules %s, which would rewrite the statements that put its rows back: disable them first"
                            .formatted(table.name(), table.rules()));
        }
    }

    private void requireFixedColumnsSame() {
        if (table.fixed().isEmpty()) {
            return;
        }
        long rows = connection.single(
                "select count(*) from %s t join %s d on %s join %s s on s.ctid = d.new where %s"
                        .formatted(table.sql(), differencesSql(), isOld(), stageSql(), image(table.fixed())),
                row -> row.getLong(1));
        if (rows > 0) {
            throw new BackupException(
                    UNSUPPORTED,
                    "%d rows of table %s have another value of an identity column %s in the backup, which the server lets nobody update in a row that other tables refer to"
                            .formatted(rows, table.name(), table.fixed()));
        }
    }
}
