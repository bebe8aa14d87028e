package io.rowkeep.api.restore;

import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.api.request.TableNames;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.RestoreMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a restore.
 *
 * @param mode {@code replace}; it has no default, since it decides what becomes of the rows that are there now
 * @param tables only these tables of the backup; all when left out
 * @param safetyBackup whether the tables are saved first, as they are when it is left out
 */
record RestoreRequest(
        @Nullable RestoreMode mode,
        @Nullable List<@Nullable TableName> tables,
        @Nullable Boolean safetyBackup) {

    RestoreRequest {
        InvalidField.required(mode, "mode", "replace");
        TableNames.of(tables);
    }
}
