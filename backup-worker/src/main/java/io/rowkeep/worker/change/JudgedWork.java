package io.rowkeep.worker.change;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobError;
import io.rowkeep.worker.source.TargetChange;
import java.util.List;

/** Work of which everything is known before the first change. */
public interface JudgedWork {

    /** The tables that are changed: these are saved first. */
    List<TableName> changed();

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
