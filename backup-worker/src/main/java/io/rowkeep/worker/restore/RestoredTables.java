package io.rowkeep.worker.restore;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobError;
import io.rowkeep.job.TableDifferences;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.worker.change.ChangedTables;
import io.rowkeep.worker.change.JudgedWork;
import io.rowkeep.worker.source.TargetChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a restore says besides what it does to tables.
 *
 * @param work what it does
 * @param violations what the final state of compared tables would not allow
 * @param differences how the tables compared with the backup; those that were not compared row by row are left out
 * @param warnings sentences for an administrator
 */
record RestoredTables(
        JudgedWork work, List<JobError> violations, Map<TableName, TableDifferences> differences, List<String> warnings)
        implements JudgedWork {

    @Override
    public List<TableName> changed() {
        return work.changed();
    }

    @Override
    public BackupContent saves() {
        return work.saves();
    }

    @Override
    public List<JobError> refusals() {
        List<JobError> all = new ArrayList<>(violations);
        all.addAll(work.refusals());
        return all;
    }

    @Override
    public ChangedTables foreseen() {
        return told(work.foreseen());
    }

    @Override
    public ChangedTables apply(TargetChange change) {
        return told(work.apply(change));
    }

    private ChangedTables told(ChangedTables changed) {
        List<TableStatistics> tables = changed.tables().stream()
                .map(table -> table.compared(differences.get(table.name())))
                .toList();
        List<String> remarks = new ArrayList<>(warnings);
        remarks.addAll(changed.remarks());
        return new ChangedTables(tables, remarks);
    }
}
