package io.rowkeep.api.restore;

import io.rowkeep.api.job.VisibleJobs;
import io.rowkeep.api.request.Names;
import io.rowkeep.api.security.Access;
import io.rowkeep.control.AnnouncedSource;
import io.rowkeep.control.JobStore;
import io.rowkeep.control.WorkerRegistry;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.PreviewReference;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.TableDifferences;
import io.rowkeep.job.TableStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The previews that restores name. Thread-safe. */
@Component
final class SeenPreviews {

    private final VisibleJobs visible;
    private final JobStore jobs;
    private final WorkerRegistry registry;

    SeenPreviews(VisibleJobs visible, JobStore jobs, WorkerRegistry registry) {
        this.visible = visible;
        this.jobs = jobs;
        this.registry = registry;
    }

    /**
     * Refuses a restore that names no preview where the workers of the source that it changes want one.
     *
     * @throws BackupException with {@code PREVIEW_REQUIRED}
     */
    void requireNoneWanted(RestoreSpec restore) {
        boolean required = !restore.dryRun()
                && registry.source(restore.source())
                        .map(AnnouncedSource::previewRequired)
                        .orElse(false);
        if (required) {
            throw new BackupException(
                    ErrorCode.PREVIEW_REQUIRED,
                    "Source '%s' is restored only after a preview: ask for the same with \"dryRun\": true, look at what it found, then ask again with the id of that job in 'preview'"
                            .formatted(restore.source()));
        }
    }

    /**
     * What a preview showed, if it is one of this very restore and nothing stands in its way.
     *
     * @throws BackupException with {@code JOB_NOT_FOUND}, or {@code PREVIEW_UNUSABLE} naming what differs or is in the way
     */
    PreviewReference require(Access access, JobId id, RestoreSpec restore) {
        Job job = visible.require(access, id);
        RestoreSpec seen = jobs.specification(id)
                .filter(RestoreSpec.class::isInstance)
                .map(RestoreSpec.class::cast)
                .filter(RestoreSpec::dryRun)
                .orElseThrow(() -> unusable(id, "is not the dry run of a restore"));
        List<String> otherwise = RestoreChoices.of(seen).otherThan(RestoreChoices.of(restore));
        if (!otherwise.isEmpty()) {
            throw unusable(id, "was asked for with another %s".formatted(Names.of(otherwise)));
        }
        JobStatistics statistics = job.statistics();
        if (job.status() != JobStatus.SUCCEEDED || statistics == null) {
            throw unusable(id, "has not succeeded: it is %s".formatted(job.status()));
        }
        requireNothingInTheWay(id, statistics, restore);
        return new PreviewReference(id, digests(statistics));
    }

    private static void requireNothingInTheWay(JobId id, JobStatistics statistics, RestoreSpec restore) {
        boolean decided =
                restore.merge() != null && !restore.merge().decisions().isEmpty();
        for (JobError reason : statistics.refused()) {
            if (reason.code() != ErrorCode.DECISIONS_MISSING || !decided) {
                throw unusable(id, "found what keeps the restore from happening: %s".formatted(reason.message()));
            }
        }
    }

    private static Map<TableName, String> digests(JobStatistics statistics) {
        Map<TableName, String> digests = new TreeMap<>();
        for (TableStatistics table : statistics.tables()) {
            TableDifferences differences = table.differences();
            if (differences != null) {
                digests.put(table.name(), differences.digest());
            }
        }
        return digests;
    }

    private static BackupException unusable(JobId id, String why) {
        return new BackupException(
                ErrorCode.PREVIEW_UNUSABLE,
                "Job %s cannot be named as the preview of this restore, because it %s".formatted(id, why));
    }
}
