package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.KeptRows;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the rows lie that keep rules protect, one temporary table for each staged table. Every predicate is evaluated once, before
 * anything is written; our locks keep every row where it lies. In its statements {@code t} is a row of the table, {@code k} a kept
 * place, {@code s} a staged row.
 */
final class KeptPlaces {

    private final PostgresConnection connection;
    private final TargetTables target;
    private final Map<TableName, StagedTable> staged;

    KeptPlaces(PostgresConnection connection, TargetTables target, Map<TableName, StagedTable> staged) {
        this.connection = connection;
        this.target = target;
        this.staged = staged;
    }

    /**
     * Puts the kept rows in the place of staged ones with their primary key: what is compared then has nothing to change there.
     *
     * @throws BackupException with {@code SOURCE_REFUSED} naming the rule when its predicate is not SQL about that table
     */
    Map<TableName, KeptRows> stage(Collection<KeepRule> rules) {
        staged.values()
                .forEach(table -> connection.execute("create temp table %s (relation oid, place tid) on commit drop"
                        .formatted(name(table.table()))));
        rules.forEach(this::find);
        while (findReferred() > 0) {
            // A kept row's own parents may have parents.
        }
        Map<TableName, KeptRows> kept = new TreeMap<>();
        staged.forEach((name, table) -> kept.put(name, stage(table)));
        return kept;
    }

    private void find(KeepRule rule) {
        TargetRelation table = target.get(rule.table());
        try {
            // On lines of its own, so that a comment at its end takes nothing else along.
            connection.execute("insert into %s select t.tableoid, t.ctid from %s t where (\n%s\n) is true"
                    .formatted(sql(table), table.sql(), rule.predicate()));
        } catch (BackupException e) {
            throw new BackupException(
                    e.code() == ErrorCode.SOURCE_UNAVAILABLE ? e.code() : ErrorCode.SOURCE_REFUSED,
                    "The keep rule of table %s cannot be evaluated: %s".formatted(rule.table(), e.getMessage()),
                    e);
        }
    }

    /** Keeps what kept rows refer to; says how many rows that were not kept yet. */
    private long findReferred() {
        long found = 0;
        for (ForeignKey key : target.foreignKeys()) {
            TableName from = key.reference().from();
            TableName to = key.reference().to();
            if (!key.outside() && staged.containsKey(from) && staged.containsKey(to)) {
                found += findReferred(key, target.get(from), target.get(to));
            }
        }
        return found;
    }

    private long findReferred(ForeignKey key, TargetRelation from, TargetRelation to) {
        return connection.update(
                """
                insert into %s select t.tableoid, t.ctid from %s t
                 where exists (select from %s c join %s k on c.tableoid = k.relation and c.ctid = k.place where %s)
                   and not exists (select from %s k where k.relation = t.tableoid and k.place = t.ctid)
                """.formatted(sql(to), to.sql(), from.sql(), sql(from), key.refers("c", "t"), sql(to)));
    }

    private KeptRows stage(StagedTable table) {
        TargetRelation relation = table.table();
        String places = "%s t join %s k on k.relation = t.tableoid and k.place = t.ctid"
                .formatted(relation.sql(), sql(relation));
        long skipped = connection.update("delete from %s s using %s where %s"
                .formatted(table.sql(), places, relation.primaryKey().same("t", "s")));
        long kept = connection.update("insert into %s select %s from %s"
                .formatted(table.sql(), SqlLists.of(relation.columns(), column -> "t." + column), places));
        table.keep(kept, skipped);
        return new KeptRows(kept, 0, 0, skipped);
    }

    private static String name(TargetRelation table) {
        return "rowkeep_kept_" + table.relation().oid();
    }

    private static String sql(TargetRelation table) {
        return "pg_temp." + name(table);
    }
}
