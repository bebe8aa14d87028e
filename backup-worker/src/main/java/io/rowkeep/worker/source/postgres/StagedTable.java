package io.rowkeep.worker.source.postgres;

import static io.rowkeep.failure.ErrorCode.UNSUPPORTED;

import io.rowkeep.failure.BackupException;
import io.rowkeep.worker.source.LineSource;
import java.util.List;

/** A table's rows as they are to be, in a temporary table beside it, without its constraints. */
final class StagedTable {

    private final PostgresConnection connection;
    private final TargetRelation table;
    private final String name;
    private long rows;

    StagedTable(PostgresConnection connection, TargetRelation table) {
        this.connection = connection;
        this.table = table;
        this.name = "rowkeep_stage_" + table.relation().oid();
    }

    /** Copies the rows there; says how many. */
    long fill(List<String> columns, LineSource lines) {
        requireNoRules();
        connection.execute("create temp table %s on commit drop as select %s from %s t with no data"
                .formatted(name, SqlLists.of(table.columns(), column -> "t." + column), table.sql()));
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

    /** Says that rows which stay as they are took the place of staged ones. */
    void keep(long kept, long skipped) {
        rows += kept - skipped;
    }

    TargetRelation table() {
        return table;
    }

    long rows() {
        return rows;
    }

    /** As it stands in a statement. */
    String sql() {
        return "pg_temp." + name;
    }

    /** An insert of staged rows into the table, up to what they are selected from: {@code … from <staged> s}. */
    String insert() {
        // Without ONLY, which an insert does not know: a row always goes into the table itself.
        return "insert into %s %s overriding system value select %s from %s s"
                .formatted(
                        Quoted.table(table.name()),
                        Quoted.columns(table.columns()),
                        SqlLists.of(table.columns(), column -> "s." + column),
                        sql());
    }

    private void requireNoRules() {
        if (!table.rules().isEmpty()) {
            throw new BackupException(
                    UNSUPPORTED,
                    "Table %s has the rules %s, which would rewrite the statements that put its rows back: disable them first"
                            .formatted(table.name(), table.rules()));
        }
    }
}
