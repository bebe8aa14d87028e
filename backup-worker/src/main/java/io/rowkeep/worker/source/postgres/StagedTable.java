package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.ImageColumns;
import io.rowkeep.failure.BackupException;
import io.rowkeep.worker.source.LineSource;
import java.util.List;

/** Rows of a table in a temporary table beside it, without its constraints. */
final class StagedTable {

    private final PostgresConnection connection;
    private final TargetRelation table;
    private final String name;
    private final String describing;
    private final List<String> required;
    private long rows;
    private long skipped;

    /**
     * @param describing columns before those of the table, as what stands behind SELECT; each with a comma behind it
     * @param required columns without NULL
     */
    private StagedTable(
            PostgresConnection connection,
            TargetRelation table,
            String prefix,
            String describing,
            List<String> required) {
        this.connection = connection;
        this.table = table;
        this.name = prefix + table.relation().oid();
        this.describing = describing;
        this.required = List.copyOf(required);
    }

    /** For rows that the table is to hold. */
    static StagedTable toBe(PostgresConnection connection, TargetRelation table) {
        table.requireNoRules();
        return new StagedTable(connection, table, "rowkeep_stage_", "", table.key());
    }

    /** For rows that a job had given the table which is undone. */
    static StagedTable undone(PostgresConnection connection, TargetRelation table) {
        return new StagedTable(connection, table, "rowkeep_undone_", "", List.of());
    }

    /** For rows that both sides of a merge come from. */
    static StagedTable base(PostgresConnection connection, TargetRelation table) {
        return new StagedTable(connection, table, "rowkeep_base_", "", List.of());
    }

    /** For before-images of its rows. */
    static StagedTable images(PostgresConnection connection, TargetRelation table) {
        table.requireNoRules();
        String describing = "true as %s, '' as %s, ".formatted(ImageColumns.ABSENT, ImageColumns.AFTER);
        return new StagedTable(connection, table, "rowkeep_images_", describing, table.key());
    }

    /** Copies the rows there; says how many. */
    long fill(List<String> columns, LineSource lines) {
        connection.execute("create temp table %s on commit drop as select %s%s from %s t with no data"
                .formatted(name, describing, SqlLists.of(table.columns(), column -> "t." + column), table.sql()));
        // No other row of the table would be the same as one with no value there, and the server would refuse it at the
        // end.
        required.forEach(column -> connection.execute(
                "alter table %s alter column %s set not null".formatted(sql(), Quoted.name(column))));
        try {
            rows = new CopyIntoTable(connection).copy(table.name(), sql(), columns, lines);
        } catch (BackupException e) {
            // The server names our temporary table; the reader knows only their own.
            throw new BackupException(
                    e.code(),
                    String.valueOf(e.getMessage()).replace(name, table.name().name()),
                    e);
        }
        connection.execute("analyze " + sql());
        return rows;
    }

    /** Takes out the rows that are the same as kept ones; says how many. */
    long giveWay(KeptTable kept) {
        RowIdentity identity = table.identity();
        long gone = connection.update("delete from %1$s d using %2$s, %3$s where %4$s and d.ctid = s.ctid"
                .formatted(
                        sql(),
                        identity.rows(sql(), "s", "true"),
                        identity.rows(table.sql(), "t", kept.has("t")),
                        identity.same("t", "s")));
        rows -= gone;
        skipped += gone;
        return gone;
    }

    TargetRelation table() {
        return table;
    }

    long rows() {
        return rows;
    }

    /** How many rows had to give way to kept ones. */
    long skipped() {
        return skipped;
    }

    /** As it stands in a statement. */
    String sql() {
        return "pg_temp." + name;
    }

    /** An insert of staged rows into the table, up to what they are selected from: {@code … from <staged> s}. */
    String insert() {
        return insert(List.of());
    }

    /** The same with other columns besides, whose values are those of a row {@code t} that is to be joined. */
    String insert(List<String> besides) {
        List<String> columns = table.columns();
        // Without ONLY, which an insert does not know: a row always goes into the table itself.
        String list = columns.isEmpty()
                ? ""
                : " (%s%s)"
                        .formatted(
                                SqlLists.of(columns, column -> column), SqlLists.following(besides, column -> column));
        return "insert into %s%s overriding system value select %s%s from %s s"
                .formatted(
                        Quoted.table(table.name()),
                        list,
                        SqlLists.of(columns, column -> "s." + column),
                        SqlLists.following(besides, column -> "t." + column),
                        sql());
    }
}
