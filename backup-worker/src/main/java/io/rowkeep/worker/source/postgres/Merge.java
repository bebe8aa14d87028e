package io.rowkeep.worker.source.postgres;

import static io.rowkeep.failure.ErrorCode.CONSTRAINT_VIOLATED;
import static io.rowkeep.failure.ErrorCode.UNSUPPORTED;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorType;
import io.rowkeep.worker.source.MergeRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows beside a table are merged into it by the primary key, and none of its rows goes. In its statements {@code b} is a row of the
 * base and {@code c} one that somebody has named. The big join is about two tables only; all else looks at written differences, of
 * which there are few and the server knows how many.
 */
final class Merge implements Comparison {

    private final PostgresConnection connection;
    private final StagedTable staged;
    private final Optional<StagedTable> base;
    private final KeptPlaces kept;
    private final KeyIdentity identity;
    private final RowKinds kinds;
    private final Optional<NamedRows> chosen;
    private final Optional<NamedRows> decided;
    private final long compared;

    /**
     * Nothing is compared yet.
     *
     * @throws BackupException with {@code UNSUPPORTED} for a table without a primary key, or {@code ROW_KEY_INVALID}, or {@code CONSTRAINT_VIOLATED}
     *     for rows with the same key
     */
    Merge(
            PostgresConnection connection,
            StagedTable staged,
            Optional<StagedTable> base,
            MergeRules rules,
            KeptPlaces kept) {
        this.connection = connection;
        this.staged = staged;
        this.base = base;
        this.kept = kept;
        this.identity = identity(staged.table());
        this.kinds = new RowKinds(rules, staged.table().columns());
        requireOrdered(rules.updatedAt());
        if (!rules.distinct()) {
            requireOnce(staged, "the backup");
            base.ifPresent(place -> requireOnce(place, "the base"));
        }
        this.chosen = NamedRows.of(connection, staged.table(), identity, rules.keys());
        this.decided = NamedRows.decided(connection, staged.table(), identity, rules.decisions());
        chosen.ifPresent(rows -> rows.requireIn(staged, kept));
        decided.ifPresent(rows -> rows.requireIn(staged, kept));
        decided.ifPresent(NamedRows::requireOnce);
        this.compared =
                chosen.map(rows -> count(staged.sql() + " s", rows.has("s"))).orElseGet(staged::rows);
    }

    private void requireOrdered(@Nullable String updatedAt) {
        if (updatedAt == null) {
            return;
        }
        String column = Quoted.name(updatedAt);
        try {
            connection.execute("select t.%1$s operator(pg_catalog.>=) t.%1$s from %2$s t where false"
                    .formatted(column, table().sql()));
        } catch (BackupException e) {
            throw e.type() == ErrorType.TRANSIENT
                    ? e
                    : new BackupException(
                            UNSUPPORTED,
                            "Column %s of table %s does not tell which rows are newer, because its values have no order: name a column with a time or a number as updatedAt of the dataset"
                                    .formatted(updatedAt, table().name()),
                            e);
        }
    }

    private static KeyIdentity identity(TargetRelation table) {
        if (table.identity() instanceof KeyIdentity key) {
            return key;
        }
        throw new BackupException(
                UNSUPPORTED,
                "Table %s has no primary key over columns that are stored, so a merge cannot tell which rows are the same: a restore of mode replace works"
                        .formatted(table.name()));
    }

    @Override
    public StagedTable staged() {
        return staged;
    }

    @Override
    public Optional<StagedTable> base() {
        return base;
    }

    @Override
    public long compared() {
        return compared;
    }

    @Override
    public long skipped() {
        return chosen.map(rows -> count(identity.rows(table().sql(), "t", kept.has(table(), "t")), rows.has("t")))
                .orElseGet(staged::skipped);
    }

    private long count(String rows, String condition) {
        return connection.single("select count(*) from %s where %s".formatted(rows, condition), row -> row.getLong(1));
    }

    @Override
    public String differences() {
        String pairs =
                "select t.tableoid as relation, t.ctid as old, s.ctid as new, %s as kind from %s left join %s on %s where t.ctid is null or %s"
                        .formatted(
                                kinds.paired(),
                                identity.rows(
                                        staged.sql(),
                                        "s",
                                        chosen.map(rows -> rows.has("s")).orElse("true")),
                                identity.rows(table().sql(), "t", "not " + kept.has(table(), "t")),
                                identity.same("t", "s"),
                                identity.differ());
        return "select p.relation, p.old, p.new, null::tid as base, p.kind, %s as applied, %s as undecided from (%s) p"
                .formatted(kinds.applied("p.kind"), kinds.undecided("p.kind"), pairs);
    }

    @Override
    public void decide(String differences) {
        base.ifPresent(place -> compareWithBase(place, differences));
        FieldResults fields = new FieldResults(connection, staged, identity, differences);
        if (kinds.byField()) {
            fields.merge(kinds, base);
        }
        decided.ifPresent(rows -> {
            rows.decide(differences, staged);
            fields.take(rows);
        });
    }

    private void compareWithBase(StagedTable place, String differences) {
        String compared =
                "select d.ctid as place, b.ctid as base, %s as kind from %s d join %s s on s.ctid = d.new join %s t on %s join %s b on %s"
                        .formatted(
                                kinds.withBase(),
                                differences,
                                staged.sql(),
                                table().sql(),
                                table().isAt("t", "d"),
                                place.sql(),
                                identity.same("b", "s"));
        connection.execute(
                "update %s d set base = p.base, kind = p.kind, applied = %s, undecided = %s from (%s) p where d.ctid = p.place"
                        .formatted(differences, kinds.applied("p.kind"), kinds.undecided("p.kind"), compared));
    }

    /** Refuses rows of which two have the same key: nobody could say which of them is meant. */
    private void requireOnce(StagedTable place, String side) {
        String twice = "(select %1$s from %2$s s group by %1$s having count(*) > 1)"
                .formatted(SqlLists.of(identity.names(), name -> "s." + name), place.sql());
        identity.first(connection, twice, "s", "true").ifPresent(row -> {
            throw new BackupException(
                    CONSTRAINT_VIOLATED,
                    "Only one row of each primary key can be merged into table %s, and %s has the row %s more than once"
                            .formatted(table().name(), side, row));
        });
    }

    @Override
    public String holds(String condition, PlannedRows planned) {
        return "(exists (select from %s applied join %s f on f.ctid = applied.new where applied.applied and %s) or exists (select from %s f where %s and %s))"
                .formatted(planned.sql(), staged.sql(), condition, table().sql(), planned.stays("f"), condition);
    }

    @Override
    public long unchanged(long inserted, long updated, long deleted) {
        long rows = connection.single("select count(*) from " + table().sql(), row -> row.getLong(1));
        return rows - updated - deleted;
    }

    @Override
    public long remaining(PlannedRows planned) {
        return connection.single(
                "select count(*) from %s d join %s s on s.ctid = d.new left join %s on %s where d.applied and (t.ctid is null or %s)"
                        .formatted(
                                planned.sql(),
                                staged.sql(),
                                identity.rows(table().sql(), "t", "true"),
                                identity.same("t", "s"),
                                identity.differ()),
                row -> row.getLong(1));
    }

    private TargetRelation table() {
        return staged.table();
    }
}
