package io.rowkeep.worker.sweep;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupFolder;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.DecisionCell;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.VoidManifest;
import io.rowkeep.control.BackupTrace;
import io.rowkeep.control.BackupTraces;
import io.rowkeep.control.JobStore;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.Job;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.StoredObject;
import io.rowkeep.worker.prune.Deletions;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides what becomes of one backup's folder. The order is what makes it safe: a folder in which nothing was written for long, then
 * the jobs, then the decision cell. An id belongs to one job alone: when that has ended, the cell that is read afterwards is the last
 * word, and whatever it does not count is a leftover. For one thread.
 */
final class FolderSweep {

    private final ObjectStore store;
    private final BackupReader reader;
    private final BackupTraces traces;
    private final JobStore jobs;
    private final Deletions deletions;
    private final SweepCounts counts;
    private final Instant limit;

    /** @param limit what was written since is not touched, nor anything beside it */
    FolderSweep(
            ObjectStore store,
            BackupTraces traces,
            JobStore jobs,
            Deletions deletions,
            SweepCounts counts,
            Instant limit) {
        this.store = store;
        this.reader = new BackupReader(store);
        this.traces = traces;
        this.jobs = jobs;
        this.deletions = deletions;
        this.counts = counts;
        this.limit = limit;
    }

    void sweep(FoundFolder found) {
        counts.folders++;
        if (!found.newest().isBefore(limit)) {
            counts.waiting++;
            return;
        }
        BackupTrace trace = traces.of(found.folder().backup());
        if (trace.active()) {
            counts.waiting++;
            return;
        }
        long before = deletions.objects();
        if (!sweep(found, trace) || found.hasOthers()) {
            counts.unknown++;
        }
        if (deletions.objects() > before) {
            counts.leftovers++;
        }
    }

    /** False when nothing says what lies there. */
    private boolean sweep(FoundFolder found, BackupTrace trace) {
        try {
            if (trace.catalogued()) {
                return !found.hasManifest() || !found.hasManyAttempts() || keepOneAttempt(found.folder());
            }
            return trace.deleted() || sweepUncatalogued(found.folder());
        } catch (BackupException e) {
            if (e.code() == ErrorCode.ARTIFACT_DAMAGED || e.code() == ErrorCode.FORMAT_UNSUPPORTED) {
                return false;
            }
            throw e;
        }
    }

    private boolean keepOneAttempt(BackupFolder folder) {
        if (reader.cell(folder.keys()).orElse(null) instanceof Manifest manifest && isOf(folder, manifest)) {
            String counted = Integer.toString(manifest.attempt());
            deleteParts(folder, attempt -> !attempt.equals(counted));
            return true;
        }
        return false;
    }

    private boolean sweepUncatalogued(BackupFolder folder) {
        DecisionCell cell = reader.cell(folder.keys()).orElse(null);
        switch (cell) {
            case null -> deleteParts(folder, attempt -> true);
            case VoidManifest none
            when isOf(folder, none) -> {
                // The cell last: as long as there is a part, it says that this is no backup.
                deleteParts(folder, attempt -> true);
                deleteCell(folder);
            }
            case Manifest manifest
            when isOf(folder, manifest) && isSafetyBackupOfNothing(manifest) -> {
                deleteCell(folder);
                deleteParts(folder, attempt -> true);
            }
            case DecisionCell other -> {
                return false;
            }
        }
        return true;
    }

    private static boolean isOf(BackupFolder folder, DecisionCell cell) {
        return cell.backupId().equals(folder.backup());
    }

    // Saved by an attempt that never changed anything: nobody can want it back. Without the job's row nobody knows.
    private boolean isSafetyBackupOfNothing(Manifest manifest) {
        if (manifest.savedFor() == null) {
            return false;
        }
        Optional<Job> job = jobs.find(manifest.jobId());
        return job.filter(
                        ended -> ended.status().ended() && !manifest.backupId().equals(ended.safetyBackupId()))
                .isPresent();
    }

    private void deleteCell(BackupFolder folder) {
        delete(folder.keys().manifest(), object -> true);
    }

    private void deleteParts(BackupFolder folder, Predicate<String> attempts) {
        ArtifactKeys keys = folder.keys();
        delete(
                keys.folder(),
                object -> folder.attempt(object.key()).filter(attempts).isPresent());
    }

    // What was written since the first look is young, and stays.
    private void delete(String prefix, Predicate<StoredObject> which) {
        try (Stream<StoredObject> objects = store.list(prefix)) {
            objects.filter(object -> object.modifiedAt().isBefore(limit))
                    .filter(which)
                    .forEach(deletions::delete);
        }
        deletions.await();
    }
}
