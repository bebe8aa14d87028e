package io.rowkeep.worker.sweep;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.JobFolder;
import io.rowkeep.control.BackupTraces;
import io.rowkeep.control.JobStore;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.StoredObject;
import io.rowkeep.worker.prune.Deletions;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Decides what becomes of one job's folder: an upload that no job will read any more is a leftover, and lists of differences are kept
 * for a time. Whatever its age, nothing goes while the job has not ended. For one thread.
 */
final class JobFolderSweep {

    private final ObjectStore store;
    private final BackupTraces traces;
    private final JobStore jobs;
    private final Deletions deletions;
    private final SweepCounts counts;
    private final SweepLimits limits;

    JobFolderSweep(
            ObjectStore store,
            BackupTraces traces,
            JobStore jobs,
            Deletions deletions,
            SweepCounts counts,
            SweepLimits limits) {
        this.store = store;
        this.traces = traces;
        this.jobs = jobs;
        this.deletions = deletions;
        this.counts = counts;
        this.limits = limits;
    }

    void sweep(FoundJobFolder found) {
        counts.folders++;
        if (found.hasOthers()) {
            counts.unknown++;
        }
        boolean uploads = found.hasUpload() && found.newest().isBefore(limits.leftovers());
        boolean differences = found.hasDifferences() && found.newest().isBefore(limits.differences());
        if (!uploads && !differences) {
            counts.waiting += found.newest().isBefore(limits.leftovers()) ? 0 : 1;
            return;
        }
        if (isActive(found.folder())) {
            counts.waiting++;
            return;
        }
        delete(found.folder(), uploads, differences);
        counts.leftovers++;
    }

    // An upload is there before its job, and may lie under the id of the backup that the job is to write.
    private boolean isActive(JobFolder folder) {
        return jobs.find(folder.job()).filter(job -> !job.status().ended()).isPresent()
                || traces.of(new BackupId(folder.job().value())).active();
    }

    private void delete(JobFolder folder, boolean uploads, boolean differences) {
        try (Stream<StoredObject> objects = store.list(folder.path())) {
            objects.filter(object -> (uploads && folder.isUpload(object.key()) && isOld(object, limits.leftovers()))
                            || (differences
                                    && folder.isDifferences(object.key())
                                    && isOld(object, limits.differences())))
                    .forEach(deletions::delete);
        }
        deletions.await();
    }

    private static boolean isOld(StoredObject object, Instant limit) {
        return object.modifiedAt().isBefore(limit);
    }
}
