package io.rowkeep.worker.source.postgres;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.failure.ErrorType;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Deletes all rows of several tables at once, by the fastest way that makes nobody wait. */
final class Emptying {

    private static final String OUT_OF_MEMORY = "53200";

    private final PostgresConnection connection;

    Emptying(PostgresConnection connection) {
        this.connection = connection;
    }

    void empty(List<TargetRelation> tables) {
        if (!tables.isEmpty() && !truncate(tables)) {
            delete(tables);
        }
    }

    /**
     * Truncates the tables if that is to be had at once.
     *
     * @return false when it is not, and their rows have to be deleted
     */
    boolean truncate(List<TargetRelation> tables) {
        connection.execute("savepoint rowkeep_emptying");
        try {
            // Not a moment of waiting: whoever wants to read would have to wait behind us.
            connection.execute("lock table %s in access exclusive mode nowait".formatted(TableLocks.names(tables)));
            connection.execute("truncate table " + TableLocks.names(tables));
            connection.execute("release savepoint rowkeep_emptying");
            return true;
        } catch (BackupException e) {
            if (e.type() == ErrorType.TRANSIENT && !isOnlyForTruncate(e)) {
                throw e;
            }
            connection.execute("rollback to savepoint rowkeep_emptying");
            connection.execute("release savepoint rowkeep_emptying");
            requireNoRules(tables, e);
            return false;
        }
    }

    /** TRUNCATE locks the indexes and the stores of wide values as well: of thousands of tables more than the server has room for. */
    private static boolean isOnlyForTruncate(BackupException refusal) {
        return refusal.code() == ErrorCode.LOCK_NOT_AVAILABLE
                || (refusal.getCause() instanceof SQLException sql && OUT_OF_MEMORY.equals(sql.getSQLState()));
    }

    /** One statement: references among the tables are looked at when it ends, and find no row left, whatever they demand. */
    private void delete(List<TargetRelation> tables) {
        String deletes = IntStream.range(0, tables.size())
                .mapToObj(at ->
                        "d%d as (delete from %s)".formatted(at, tables.get(at).sql()))
                .collect(Collectors.joining(", "));
        connection.execute("with %s select 1".formatted(deletes));
    }

    private static void requireNoRules(List<TargetRelation> tables, BackupException cause) {
        tables.stream().filter(table -> !table.rules().isEmpty()).findFirst().ifPresent(table -> {
            throw new BackupException(
                    ErrorCode.LOCK_NOT_AVAILABLE,
                    "Table %s has the rules %s and so can only be emptied by TRUNCATE, which could not be done while others use it"
                            .formatted(table.name(), table.rules()),
                    cause);
        });
    }
}
