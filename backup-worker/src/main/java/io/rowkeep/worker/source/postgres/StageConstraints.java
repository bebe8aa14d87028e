package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.failure.ErrorType;
import io.rowkeep.worker.source.SourceTable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a table demands of its rows, asked of the records of a file that lie beside it: whatever the columns of the file can tell.
 * References and unique values are judged when a restore is, together with the rows that are there.
 */
final class StageConstraints {

    private final PostgresConnection connection;
    private final SourceTable table;
    private final String stage;
    private final List<String> columns;

    /** @param table with the columns that the file has */
    StageConstraints(PostgresConnection connection, SourceTable table, TableName stage) {
        this.connection = connection;
        this.table = table;
        this.stage = Quoted.table(stage);
        this.columns = table.columns().stream().map(Column::name).toList();
    }

    /** @throws BackupException with {@code IMPORT_REFUSED}, naming the record or the key */
    void require() {
        requireValues();
        checks().forEach(this::requireCheck);
        requireOnce();
    }

    private void requireValues() {
        List<String> filled = table.columns().stream()
                .filter(Column::notNull)
                .map(Column::name)
                .toList();
        // All in one reading of the rows, and only where something is wrong one for each.
        if (!filled.isEmpty()
                && firstRecord(filled.stream().map(StageConstraints::isNull).collect(Collectors.joining(" or "))) > 0) {
            filled.forEach(column -> requireNone(isNull(column), "column %s must not be NULL".formatted(column)));
        }
    }

    /** A composite value of which every field is NULL is not NULL itself. */
    private static String isNull(String column) {
        return "s.%s is not distinct from null".formatted(Quoted.name(column));
    }

    private void requireCheck(Check check) {
        connection.execute("savepoint before_check");
        try {
            // Its functions may look for others by bare names, as they may whenever a row is written.
            connection.findBareNames();
            requireNone("not (%s)".formatted(check.expression()), "it violates the check constraint " + check.name());
            connection.hideBareNames();
        } catch (BackupException e) {
            if (e.code() == ErrorCode.IMPORT_REFUSED || e.type() == ErrorType.TRANSIENT) {
                throw e;
            }
            // What this role may not call, or what fails, the server judges when a restore writes the row.
            connection.execute("rollback to savepoint before_check");
        }
    }

    private void requireNone(String condition, String why) {
        long record = firstRecord(condition);
        if (record > 0) {
            throw refusal("record %d: %s".formatted(record, why));
        }
    }

    /** The number of the first record of which the condition is true; 0 for none. */
    private long firstRecord(String condition) {
        // The rows of a table that is only filled lie in the order in which they came.
        return connection.readAsWritten(
                "select pg_catalog.count(*) from %1$s r where r.ctid <= (select pg_catalog.min(s.ctid) from %1$s s where %2$s)"
                        .formatted(stage, condition),
                row -> row.next() ? row.getLong(1) : 0);
    }

    /** Those that hold for every row of the table and that are about columns of the file only. */
    private List<Check> checks() {
        if (columns.isEmpty()) {
            return List.of();
        }
        return connection.query(
                """
                select c.conname, pg_catalog.pg_get_expr(c.conbin, c.conrelid) as expression
                from pg_catalog.pg_constraint c
                where c.contype = 'c' and c.convalidated and c.conrelid = ?::pg_catalog.regclass
                      and not exists (
                          select from pg_catalog.unnest(c.conkey) k (number)
                          where not exists (
                              select from pg_catalog.pg_attribute a
                              where a.attrelid = c.conrelid and a.attnum = k.number and a.attname in (%s)))
                order by 1
                """.formatted(columns.stream().map(Quoted::text).collect(Collectors.joining(", "))),
                row -> new Check(row.getString("conname"), row.getString("expression")),
                Quoted.table(table.name()));
    }

    /** Refuses records of which two have the same key: no restore could put both back. */
    private void requireOnce() {
        List<String> key = table.primaryKey();
        if (key.isEmpty() || !columns.containsAll(key)) {
            return;
        }
        String names = SqlLists.of(key, name -> "s." + name);
        String twice = connection.single(
                """
                select coalesce(pg_catalog.min(pg_catalog.concat_ws(', ', %s) collate "C"), '')
                from (select %s from %s s where (%s) is not null group by %s having count(*) > 1) t
                """.formatted(SqlLists.of(key, name -> "t." + name + "::pg_catalog.text"), names, stage, names, names),
                row -> Objects.requireNonNullElse(row.getString(1), ""));
        if (!twice.isEmpty()) {
            throw refusal(
                    "two of the records have the primary key (%s) = (%s)".formatted(String.join(", ", key), twice));
        }
    }

    private BackupException refusal(String why) {
        return new BackupException(ErrorCode.IMPORT_REFUSED, "Table %s, %s".formatted(table.name(), why));
    }

    /** A check constraint, with its expression about the columns by their own names. */
    private record Check(String name, String expression) {}
}
