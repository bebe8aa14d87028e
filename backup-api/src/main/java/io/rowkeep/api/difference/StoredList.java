package io.rowkeep.api.difference;

import io.rowkeep.api.request.Names;
import io.rowkeep.dataset.TableName;
import io.rowkeep.difference.DifferenceKeys;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.TableStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list that a preview stored.
 *
 * @param tables those that it compared
 */
record StoredList(JobId job, DifferenceKeys keys, List<TableName> tables) {

    /**
     * The list of a job.
     *
     * @throws BackupException with {@code NO_DIFFERENCES} when it cannot have one
     */
    static StoredList of(Job job) {
        if (job.kind() != JobKind.RESTORE || !job.dryRun()) {
            throw none(job.id(), "it is not the dry run of a restore");
        }
        JobStatistics statistics = job.statistics();
        if (job.status() != JobStatus.SUCCEEDED || statistics == null) {
            throw none(job.id(), "it has not succeeded: it is %s".formatted(job.status()));
        }
        return new StoredList(
                job.id(),
                DifferenceKeys.of(job.source(), job.id(), job.attempt()),
                statistics.tables().stream().map(TableStatistics::name).toList());
    }

    /** Says that the list was there once, to be thrown. */
    static BackupException gone(JobId job) {
        return none(job, "it is not kept any more: preview once more");
    }

    /** Says that the list shows rows of a backup that is not for everyone who may know of the job, to be thrown. */
    static BackupException foreign(JobId job) {
        return none(job, "it compares with a backup of a source that this token does not see");
    }

    /** @throws BackupException with {@code TABLE_NOT_FOUND} when that table was not compared; null is every table */
    void requireTable(@Nullable TableName table) {
        if (table != null && !tables.contains(table)) {
            throw new BackupException(
                    ErrorCode.TABLE_NOT_FOUND,
                    "Job %s did not compare table %s, but: %s".formatted(job, table, Names.of(tables)));
        }
    }

    private static BackupException none(JobId job, String why) {
        return new BackupException(
                ErrorCode.NO_DIFFERENCES, "There is no list of differences of job %s: %s".formatted(job, why));
    }
}
