package io.rowkeep.worker.source;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A database that this worker looks after. Safe for use by many threads; the sessions it opens are not.
 *
 * <p>Everything here and in the sessions fails with a {@link BackupException} whose code says whether trying
 * again makes sense: {@code SOURCE_UNAVAILABLE}, {@code SOURCE_ACCESS_DENIED} and so on, naming source and table, never a password.
 */
public interface Source {

    /** What is configured about it. */
    SourceDefinition definition();

    /** Its name. */
    default SourceName name() {
        return definition().name();
    }

    /** The configured datasets and {@code all}. */
    default List<DatasetDefinition> datasets() {
        return definition().datasets();
    }

    /**
     * One of them.
     *
     * @throws BackupException with {@code DATASET_NOT_FOUND}, naming those that there are
     */
    default DatasetDefinition dataset(DatasetName wanted) {
        return datasets().stream()
                .filter(dataset -> dataset.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new BackupException(
                        ErrorCode.DATASET_NOT_FOUND,
                        "Source %s has no dataset %s; it has %s"
                                .formatted(
                                        name(),
                                        wanted,
                                        datasets().stream()
                                                .map(dataset -> dataset.name().value())
                                                .collect(Collectors.joining(", ")))));
    }

    /**
     * One of them that is tables.
     *
     * @throws BackupException with {@code DATASET_NOT_FOUND}, or with {@code UNSUPPORTED} for one that is a query
     */
    default DatasetDefinition datasetOfTables(DatasetName wanted) {
        DatasetDefinition dataset = dataset(wanted);
        if (dataset.query() != null) {
            throw new BackupException(
                    ErrorCode.UNSUPPORTED,
                    "Dataset %s of source %s is the result of a query: it has no tables to count, to clear or to import into, and can only be backed up"
                            .formatted(wanted, name()));
        }
        return dataset;
    }

    /**
     * Every keep rule, whichever dataset has it: a kept row is kept from every job. Which of them are about a table only the
     * database knows, since the rows of one table can be a part of another's.
     */
    default List<KeepRule> keepRules() {
        return datasets().stream()
                .flatMap(dataset -> dataset.keep().stream())
                .distinct()
                .toList();
    }

    /** Connects for reading. */
    SourceSession openSource(SessionTag tag);

    /** Connects for reading what is about to be changed: of several servers, from the one that is changed. */
    default SourceSession openSaving(SessionTag tag) {
        return openSource(tag);
    }

    /** Connects for changing. */
    TargetSession openTarget(SessionTag tag);

    /**
     * Drops what sessions of a job have left beside the tables; for a job that has decided nothing and goes on no more. Nothing to do
     * where the server drops that by itself.
     */
    default void sweep(SessionTag tag) {}

    /**
     * Begins to dump the whole database but for our own schema.
     *
     * @throws BackupException with {@code DUMP_TOOL_UNSUITABLE} when this worker has no program that could, {@code UNSUPPORTED} when
     *     there is none for this kind of database or this url
     */
    default SystemDump openDump(SessionTag tag) {
        throw new BackupException(
                ErrorCode.UNSUPPORTED,
                "Source %s is of type %s, and only a PostgreSQL database can be backed up as a system"
                        .formatted(name(), definition().type().id()));
    }

    /**
     * Connects for the restore of a whole database.
     *
     * @throws BackupException with {@code UNSUPPORTED} as {@link #openDump}
     */
    default SystemTarget openSystemTarget(SessionTag tag) {
        throw new BackupException(
                ErrorCode.UNSUPPORTED,
                "Source %s is of type %s, and only a PostgreSQL database can be restored as a system"
                        .formatted(name(), definition().type().id()));
    }
}
