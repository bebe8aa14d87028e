package io.rowkeep.worker.source;

import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.RowDecision;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one table are merged. {@code docs/merge.md} has the table of what becomes of which difference.
 *
 * @param preserveNewer whether a row of the table stays that is not older than the backup's by {@code updatedAt}
 * @param updatedAt the column that holds when a row was last changed; null when the table has none
 * @param base whether rows of a base were put beside the table
 * @param keys the only rows to merge, each by every column of the primary key; empty means all
 * @param decisions about rows of this table
 * @param distinct whether staged rows and those of the base are known to have each key once, because they came from a table with
 *     this very primary key; otherwise they are looked through, which takes time
 */
public record MergeRules(
        ConflictPolicy policy,
        boolean preserveNewer,
        @Nullable String updatedAt,
        boolean base,
        List<Map<String, String>> keys,
        List<RowDecision> decisions,
        boolean distinct) {

    public MergeRules {
        keys = List.copyOf(keys);
        decisions = List.copyOf(decisions);
    }
}
