package io.rowkeep.worker.source;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.SourceName;
import java.util.List;

/**
 * A database that this worker looks after. Safe for use by many threads; the sessions it opens are not.
 *
 * <p>Everything here and in the sessions fails with a {@link io.rowkeep.failure.BackupException} whose code says whether trying
 * again makes sense: {@code SOURCE_UNAVAILABLE}, {@code SOURCE_ACCESS_DENIED} and so on, naming source and table, never a password.
 */
public interface Source {

    /** The source's name. */
    SourceName name();

    /** The kind of database, as configured: {@code postgresql}. */
    String type();

    /** The configured datasets and {@code all}. */
    List<DatasetDefinition> datasets();

    /**
     * One of them.
     *
     * @throws io.rowkeep.failure.BackupException with {@code DATASET_NOT_FOUND}, naming those that there are
     */
    DatasetDefinition dataset(DatasetName name);

    /** Whether a job may change tables without a safety backup when its request says so. */
    boolean safetyBackupOptional();

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

    /** Connects for changing. */
    TargetSession openTarget(SessionTag tag);
}
