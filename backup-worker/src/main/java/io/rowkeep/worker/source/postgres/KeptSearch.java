package io.rowkeep.worker.source.postgres;

import static io.rowkeep.failure.ErrorCode.KEEP_RULE_INVALID;
import static io.rowkeep.worker.source.postgres.KeptTable.Reason.ADDED;
import static io.rowkeep.worker.source.postgres.KeptTable.Reason.BY_RULE;
import static io.rowkeep.worker.source.postgres.KeptTable.Reason.REFERRED;

import io.rowkeep.dataset.KeepRule;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorType;

/**
 * Finds the rows that stay as they are. In its statements {@code t} is a row of a table, {@code k} a kept place, {@code c} a kept
 * row that refers to another, {@code u} a row of a job that is undone.
 */
final class KeptSearch {

    private final TargetTables target;
    private final KeptPlaces kept;

    KeptSearch(TargetTables target, KeptPlaces kept) {
        this.target = target;
        this.kept = kept;
    }

    /**
     * Keeps the rows for which the predicate is true.
     *
     * @throws BackupException with {@code KEEP_RULE_INVALID} when it is not SQL about that table
     */
    void byRule(KeepRule rule) {
        target.sharing(rule.table()).forEach(table -> byRule(rule, table));
    }

    /** Of a partition and what it is a part of, the smaller one has the rows that both the rule and the change are about. */
    private void byRule(KeepRule rule, TargetRelation table) {
        KeptTable places = kept.of(table);
        try {
            places.add(
                    BY_RULE,
                    0,
                    "(select tableoid, ctid from %s where (\n%s\n) is true) t"
                            .formatted(rows(rule, table), rule.predicate()),
                    "true");
        } catch (BackupException e) {
            if (e.type() == ErrorType.TRANSIENT) {
                throw e;
            }
            throw new BackupException(
                    KEEP_RULE_INVALID,
                    "The keep rule \"%s\" of table %s cannot be evaluated: %s"
                            .formatted(rule.predicate(), rule.table(), e.getMessage()),
                    e);
        }
    }

    /** As it stands in a query in which the predicate may call the table by its name. */
    private String rows(KeepRule rule, TargetRelation table) {
        if (table.name().equals(rule.table())) {
            return table.sql();
        }
        Relations relations = target.relations();
        return relations.covers(rule.table(), table.name())
                ? "%s as %s".formatted(table.sql(), Quoted.name(rule.table().name()))
                : relations.find(rule.table()).orElseThrow().sql();
    }

    /** Keeps the rows that are not among those which the job that is undone had put in. */
    void added(StagedTable undone) {
        TargetRelation table = undone.table();
        RowIdentity identity = table.identity();
        kept.of(table)
                .add(
                        ADDED,
                        0,
                        identity.rows(table.sql(), "t", "true"),
                        "not exists (select from %s where %s)"
                                .formatted(identity.rows(undone.sql(), "u", "true"), identity.same("t", "u")));
    }

    /** Keeps what kept rows refer to, and what that refers to, up to rows that refer to nothing else. */
    void referred() {
        for (int round = 0; hasFound(round); round++) {
            for (ForeignKey key : target.foreignKeys()) {
                if (!key.outside() && kept.knows(target.get(key.reference().from()))) {
                    referred(key, round);
                }
            }
        }
    }

    private boolean hasFound(int round) {
        boolean found = false;
        for (KeptTable table : kept.all()) {
            if (table.found(round) > 0) {
                table.analyze();
                found = true;
            }
        }
        return found;
    }

    private void referred(ForeignKey key, int round) {
        KeptTable from = kept.of(target.get(key.reference().from()));
        TargetRelation to = target.get(key.reference().to());
        String found = from.table().name().equals(to.name())
                ? chain(key, from, to, round)
                : "%s t join (%s c join %s k on k.relation = c.tableoid and k.place = c.ctid and k.round = %d) on %s"
                        .formatted(to.sql(), key.fromSql(), from.sql(), round, key.refers("c", "t"));
        kept.of(to).add(REFERRED, round + 1, found, "true");
    }

    /** A table that refers to itself is followed to the end at once: a chain may be as long as the table. */
    private static String chain(ForeignKey key, KeptTable from, TargetRelation to, int round) {
        return """
                (with recursive chain (relation, place) as (
                    select k.relation, k.place from %s k where k.round = %d
                    union
                    select t.tableoid, t.ctid
                    from chain f join %s c on c.tableoid = f.relation and c.ctid = f.place join %s t on %s)
                select relation as tableoid, place as ctid from chain) t""".formatted(from.sql(), round, key.fromSql(), to.sql(), key.refers("c", "t"));
    }
}
