package io.rowkeep.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A database that Rowkeep looks after, as its workers announced it.
 *
 * @param type {@code postgresql}
 * @param online whether a live worker looks after it
 * @param trouble one sentence when the worker could not reach the source; null when all is well
 * @param seenAt when a worker last said so
 * @param safetyBackupOptional whether a request may ask for a change without a safety backup
 * @param previewRequired whether a restore must name a preview
 */
public record Source(
        String name,
        String type,
        boolean online,
        @Nullable String trouble,
        Instant seenAt,
        boolean safetyBackupOptional,
        boolean previewRequired,
        List<Dataset> datasets) {

    public Source {
        datasets = Lists.of(datasets);
    }

    /** A named selection of its tables; their list is empty when the worker could not look. */
    public record Dataset(String name, List<String> tables) {

        public Dataset {
            tables = Lists.of(tables);
        }
    }
}
