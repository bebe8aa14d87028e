package io.rowkeep.api.clear;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a clear. Neither the dataset nor the tables have a default.
 *
 * @param tables {@code "all"} or a list of tables of the dataset
 * @param confirm the name of the dataset once more; not needed for a dry run
 * @param dependents whether tables of the dataset whose rows refer to rows that would go are emptied too
 * @param dryRun whether the answer only says what would happen
 * @param safetyBackup whether the tables are saved first, as they are when it is left out
 */
record ClearRequest(
        @Nullable SourceName source,
        @Nullable DatasetName dataset,
        @Nullable ClearedTables tables,
        @Nullable String confirm,
        @Nullable Boolean dependents,
        @Nullable Boolean dryRun,
        @Nullable Boolean safetyBackup) {

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }
}
