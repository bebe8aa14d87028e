package io.rowkeep.worker.source.postgres;

import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.worker.source.MergeRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of {@code docs/merge.md} as SQL: of which kind a difference is, and what becomes of it. In its expressions {@code t} is the
 * table's row, {@code s} the backup's and {@code b} the base's.
 */
final class RowKinds {

    private final MergeRules rules;
    private final List<String> columns;
    private final @Nullable String updatedAt;

    RowKinds(MergeRules rules, List<String> columns) {
        this.rules = rules;
        this.columns = List.copyOf(columns);
        this.updatedAt = rules.updatedAt() == null ? null : Quoted.name(known(rules.updatedAt(), columns));
    }

    private static String known(String column, List<String> columns) {
        if (!columns.contains(column)) {
            throw new IllegalStateException("The time of the last change is to be in column %s, and there are only %s"
                    .formatted(column, columns));
        }
        return column;
    }

    /** Of which kind a pair is while no base was looked at; with one, that is what a row is which the base does not have. */
    String paired() {
        StringBuilder kind = new StringBuilder("case when t.ctid is null then 'insert'");
        keptNewer(kind);
        if (updatedAt != null && !rules.base()) {
            kind.append(" when t.%1$s is not distinct from s.%1$s then 'update'".formatted(updatedAt));
        }
        return kind.append(" else 'conflict' end").toString();
    }

    /** Of which kind a pair is that the base has as well. */
    String withBase() {
        StringBuilder kind = new StringBuilder("case when %s then 'kept_current'".formatted(same("s", "b")));
        keptNewer(kind);
        return kind.append(" when %s then 'update' else 'conflict' end".formatted(same("t", "b")))
                .toString();
    }

    private void keptNewer(StringBuilder kind) {
        if (updatedAt != null && rules.preserveNewer()) {
            kind.append(
                    " when s.%1$s is null or t.%1$s is not null and t.%1$s operator(pg_catalog.>=) s.%1$s then 'kept_newer'"
                            .formatted(updatedAt));
        }
    }

    private String same(String left, String right) {
        return "not %s".formatted(SqlLists.differ(columns, left, right));
    }

    /** Whether the table's row was changed later than the backup's. */
    String newer() {
        return updatedAt == null
                ? "false"
                : "t.%1$s is not null and (s.%1$s is null or t.%1$s operator(pg_catalog.>) s.%1$s)"
                        .formatted(updatedAt);
    }

    /** Whether rows that differ are settled field by field. */
    boolean byField() {
        return rules.policy() == ConflictPolicy.MERGE_FIELDS;
    }

    /** Which differences are settled field by field. */
    String settledByField(String kind) {
        return kind + " in ('update', 'conflict')";
    }

    /** Whether the backup's whole row is written. */
    String applied(String kind) {
        return switch (rules.policy()) {
            case BACKUP_WINS -> kind + " in ('insert', 'update', 'conflict')";
            case CURRENT_WINS, MANUAL -> kind + " in ('insert', 'update')";
            case MERGE_FIELDS -> kind + " = 'insert'";
        };
    }

    /** Whether somebody has to decide first. */
    String undecided(String kind) {
        return rules.policy() == ConflictPolicy.MANUAL ? kind + " = 'conflict'" : "false";
    }
}
