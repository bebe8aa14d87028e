package io.rowkeep.worker.source;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is configured about a source, apart from how to connect.
 *
 * @param datasets the configured ones, and {@code all}, which is added where it is missing
 * @param safetyBackupOptional whether a job may change tables without a safety backup when its request says so
 * @param previewRequired whether a restore must name a preview that somebody has looked at
 * @param files the application's files, which a system backup has besides the database; null when it has none
 */
public record SourceDefinition(
        SourceName name,
        SourceType type,
        List<DatasetDefinition> datasets,
        boolean safetyBackupOptional,
        boolean previewRequired,
        @Nullable FileFolder files) {

    public SourceDefinition {
        boolean complete = datasets.stream().anyMatch(dataset -> dataset.name().equals(DatasetName.ALL));
        datasets = complete
                ? List.copyOf(datasets)
                : Stream.concat(datasets.stream(), Stream.of(DatasetDefinition.all(datasets)))
                        .toList();
    }

    /** Of an application without files. */
    public SourceDefinition(
            SourceName name,
            SourceType type,
            List<DatasetDefinition> datasets,
            boolean safetyBackupOptional,
            boolean previewRequired) {
        this(name, type, datasets, safetyBackupOptional, previewRequired, null);
    }
}
