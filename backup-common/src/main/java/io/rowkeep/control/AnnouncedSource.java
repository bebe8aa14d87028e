package io.rowkeep.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source as workers announced it; this is also its form over HTTP.
 *
 * @param online whether a live worker looks after it
 * @param trouble what keeps the worker from the source, or from a keep rule of it; null when all is well
 * @param safetyBackupOptional whether a request may ask for a change without a safety backup
 * @param previewRequired whether a restore must name a preview
 * @param seenAt when a worker last said so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnnouncedSource(
        SourceName name,
        SourceType type,
        boolean online,
        @Nullable String trouble,
        Instant seenAt,
        boolean safetyBackupOptional,
        boolean previewRequired,
        List<AnnouncedDataset> datasets) {

    public AnnouncedSource {
        datasets = List.copyOf(datasets);
    }
}
