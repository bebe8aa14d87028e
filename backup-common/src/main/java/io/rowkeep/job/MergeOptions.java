package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.artifact.BackupId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a restore merges.
 *
 * @param preserveNewer whether a row of the table that is not older than the backup's stays, whatever the policy
 * @param base an earlier backup of the same source and dataset that both sides come from; null when there is none
 * @param keys the only rows to merge; empty means all rows of the chosen tables
 * @param decisions about single rows; only for {@link ConflictPolicy#MANUAL}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MergeOptions(
        ConflictPolicy conflictPolicy,
        boolean preserveNewer,
        @Nullable BackupId base,
        List<RowKey> keys,
        List<RowDecision> decisions) {

    /** The backup wins every conflict. */
    public static final MergeOptions DEFAULT =
            new MergeOptions(ConflictPolicy.BACKUP_WINS, false, null, List.of(), List.of());

    public MergeOptions {
        keys = List.copyOf(keys);
        decisions = List.copyOf(decisions);
    }
}
