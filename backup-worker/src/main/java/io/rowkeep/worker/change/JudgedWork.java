package io.rowkeep.worker.change;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobError;
import io.rowkeep.worker.source.TargetChange;
import java.util.List;

/** Work of which everything is known before the first change. */
public interface JudgedWork {

    /** The tables that are changed: these are saved. */
    List<TableName> changed();

    /** How they are saved: whole, before the first change, or the rows that change. The latter needs a primary key of each table. */
    default BackupContent saves() {
        return BackupContent.ROWS;
    }

    /** What keeps it from happening; empty when nothing does. */
    List<JobError> refusals();

    /** What it would do. */
    ChangedTables foreseen();

    /**
     * Does it, up to the commit.
     *
     * @param change the one that was judged
     */
    ChangedTables apply(TargetChange change);
}
