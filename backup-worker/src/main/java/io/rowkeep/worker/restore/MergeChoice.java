package io.rowkeep.worker.restore;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.RowDecision;
import io.rowkeep.job.RowKey;
import io.rowkeep.worker.source.MergeRules;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which tables a merge is about, and how each of them is merged.
 *
 * @param tables their names in the target
 */
record MergeChoice(MergeOptions options, NavigableSet<TableName> tables) {

    /**
     * Chooses among restored tables: where keys are selected, the tables that they name.
     *
     * @param restored by their names in the target
     * @throws BackupException with {@code ROW_KEY_INVALID} naming tables of keys and decisions that are not merged
     */
    static MergeChoice of(MergeOptions options, Collection<TableName> restored) {
        List<TableName> keys = options.keys().stream().map(RowKey::table).toList();
        requireAmong(restored, keys.stream(), "keys");
        NavigableSet<TableName> tables = new TreeSet<>(keys.isEmpty() ? restored : keys);
        requireAmong(tables, options.decisions().stream().map(RowDecision::table), "decisions");
        return new MergeChoice(options, tables);
    }

    /**
     * How a table is merged.
     *
     * @param distinct as of {@link MergeRules}
     */
    MergeRules rules(TableName table, @Nullable String updatedAt, boolean base, boolean distinct) {
        return new MergeRules(
                options.conflictPolicy(),
                options.preserveNewer() && updatedAt != null,
                updatedAt,
                base,
                options.keys().stream()
                        .filter(key -> key.table().equals(table))
                        .map(RowKey::key)
                        .toList(),
                options.decisions().stream()
                        .filter(decision -> decision.table().equals(table))
                        .toList(),
                distinct);
    }

    private static void requireAmong(Collection<TableName> merged, Stream<TableName> named, String what) {
        String others = named.distinct()
                .filter(table -> !merged.contains(table))
                .sorted()
                .map(TableName::toString)
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            throw new BackupException(
                    ErrorCode.ROW_KEY_INVALID,
                    "The %s of this merge name %s, and it merges only %s"
                            .formatted(
                                    what,
                                    others,
                                    merged.stream().map(TableName::toString).collect(Collectors.joining(", "))));
        }
    }
}
