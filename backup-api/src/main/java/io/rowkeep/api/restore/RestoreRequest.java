package io.rowkeep.api.restore;

import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.api.problem.LargeBody;
import io.rowkeep.api.request.TableNames;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.DriftPolicy;
import io.rowkeep.job.JobId;
import io.rowkeep.job.RestoreMode;
import io.rowkeep.job.TriggerPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a restore.
 *
 * @param mode it has no default, since it decides what becomes of the rows that are there now
 * @param target where the rows go; back to where they came from when left out
 * @param tables only these tables of the backup; all when left out
 * @param keys of a merge: only these rows; all when left out
 * @param conflictPolicy of a merge: {@code backup_wins} when left out
 * @param preserveNewer of a merge: whether rows that are not older than the backup's stay
 * @param base of a merge: an earlier backup that both sides come from
 * @param drift {@code strict} when left out
 * @param triggers {@code skip} when left out
 * @param dryRun whether the answer only says what would happen, and the differences are stored
 * @param preview the dry run that somebody has looked at: only what it showed is done
 * @param decisions of a merge by hand: about its conflicts
 * @param confirm of a system restore: the name of the source whose empty database is filled
 * @param safetyBackup whether what is changed is saved first, as it is when it is left out
 */
@LargeBody(maxBytes = 4 << 20)
record RestoreRequest(
        @Nullable RestoreMode mode,
        @Nullable TargetRequest target,
        @Nullable List<@Nullable TableName> tables,
        @Nullable List<@Nullable KeyRequest> keys,
        @Nullable ConflictPolicy conflictPolicy,
        @Nullable Boolean preserveNewer,
        @Nullable BackupId base,
        @Nullable DriftPolicy drift,
        @Nullable TriggerPolicy triggers,
        @Nullable Boolean dryRun,
        @Nullable JobId preview,
        @Nullable List<@Nullable DecisionRequest> decisions,
        @Nullable String confirm,
        @Nullable Boolean safetyBackup) {

    RestoreRequest {
        InvalidField.required(mode, "mode", "replace, merge or system");
        TableNames.of(tables);
        if (preview != null && Boolean.TRUE.equals(dryRun)) {
            throw new InvalidField(
                    "preview",
                    "The field 'preview' is for the restore that follows a dry run, not for another dry run");
        }
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }
}
