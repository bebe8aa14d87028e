package io.rowkeep.worker.source.mongo;

import io.rowkeep.job.JobError;
import io.rowkeep.job.RowChanges;
import java.util.List;

/**
 * A collection of which it is known what becomes of it.
 *
 * @param changes in rows
 * @param compared how many documents beside it take part
 * @param skipped how many more gave way to kept ones
 * @param refusals a sentence for each reason why it cannot be written
 */
record PlannedTable(DocumentPlan plan, RowChanges changes, long compared, long skipped, List<JobError> refusals) {

    PlannedTable {
        refusals = List.copyOf(refusals);
    }

    /** How many documents it has afterwards. */
    long rows() {
        return changes.inserted() + changes.updated() + changes.unchanged();
    }
}
