package io.rowkeep.api.source;

import io.rowkeep.api.request.Names;
import io.rowkeep.api.security.Access;
import io.rowkeep.control.AnnouncedDataset;
import io.rowkeep.control.AnnouncedSource;
import io.rowkeep.control.WorkerRegistry;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/** Checks the names in a request against what workers announced, as far as the caller may see it. Thread-safe. */
@Component
public final class AnnouncedNames {

    private final WorkerRegistry registry;
    private final Inspections inspections;

    AnnouncedNames(WorkerRegistry registry, Inspections inspections) {
        this.registry = registry;
        this.inspections = inspections;
    }

    /** All sources that the caller may see. */
    List<AnnouncedSource> sources(Access access) {
        return registry.sources().stream()
                .filter(source -> access.sees(source.name()))
                .toList();
    }

    /**
     * Refuses a source that is not there, naming those that are.
     *
     * @throws BackupException with {@code SOURCE_NOT_FOUND}
     */
    public void require(Access access, SourceName source) {
        source(access, source);
    }

    /**
     * Refuses a source, a dataset or a table that is not there, naming those that are. For a table that no worker announced, a
     * worker is asked first: it may be new. Where none answers in time the names stand, and the worker that takes the job judges.
     *
     * @throws BackupException with {@code SOURCE_NOT_FOUND}, {@code DATASET_NOT_FOUND} or {@code TABLE_NOT_FOUND}
     */
    public void require(Access access, SourceName sourceName, DatasetName datasetName, List<TableName> tables) {
        AnnouncedSource source = source(access, sourceName);
        AnnouncedDataset dataset = dataset(source, datasetName);
        if (!new HashSet<>(dataset.tables()).containsAll(tables) && source.online()) {
            inspections
                    .tables(sourceName, datasetName, access.caller())
                    .ifPresent(fresh -> requireAmong(fresh, tables, sourceName, datasetName));
        }
    }

    /**
     * A dataset as workers announced it.
     *
     * @throws BackupException with {@code SOURCE_NOT_FOUND} or {@code DATASET_NOT_FOUND}, naming those that there are
     */
    public AnnouncedDataset dataset(Access access, SourceName source, DatasetName dataset) {
        return dataset(source(access, source), dataset);
    }

    /** Whether the tables of a source that is there are collections of documents, without columns. */
    public boolean holdsDocuments(Access access, SourceName source) {
        return source(access, source).type().holdsDocuments();
    }

    private AnnouncedSource source(Access access, SourceName name) {
        return registry.source(name)
                .filter(source -> access.sees(source.name()))
                .orElseThrow(() -> new BackupException(
                        ErrorCode.SOURCE_NOT_FOUND,
                        "There is no source '%s'; there are: %s"
                                .formatted(
                                        name,
                                        Names.of(sources(access).stream()
                                                .map(AnnouncedSource::name)
                                                .toList()))));
    }

    private static AnnouncedDataset dataset(AnnouncedSource source, DatasetName name) {
        return source.datasets().stream()
                .filter(dataset -> dataset.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BackupException(
                        ErrorCode.DATASET_NOT_FOUND,
                        "Source '%s' has no dataset '%s'; it has: %s"
                                .formatted(
                                        source.name(),
                                        name,
                                        Names.of(source.datasets().stream()
                                                .map(AnnouncedDataset::name)
                                                .toList()))));
    }

    private static void requireAmong(
            List<TableName> fresh, List<TableName> tables, SourceName source, DatasetName dataset) {
        List<TableName> unknown = new ArrayList<>(tables);
        unknown.removeAll(fresh);
        if (!unknown.isEmpty()) {
            throw new BackupException(
                    ErrorCode.TABLE_NOT_FOUND,
                    "Dataset '%s' of source '%s' has no table %s; it has: %s"
                            .formatted(dataset, source, Names.of(unknown), Names.of(fresh)));
        }
    }
}
