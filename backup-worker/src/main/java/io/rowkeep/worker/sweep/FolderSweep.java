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
        BackupFolder folder = found.folder();
        counts.folders++;
        if (!found.newest().isBefore(limit)) {
            counts.waiting++;
            return;
        }
        BackupTrace trace = traces.of(folder.backup());
        if (trace.active()) {
            counts.waiting++;
        } else if (trace.catalogued()) {
            if (found.hasManifest() && found.hasManyAttempts()) {
                keepOneAttempt(folder);
            }
        } else if (!trace.deleted()) {
            sweepUncatalogued(folder);
        }
    }

    private void keepOneAttempt(BackupFolder folder) {
        if (cell(folder).orElse(null) instanceof Manifest manifest) {
            String counted = Integer.toString(manifest.attempt());
            deleteParts(folder, attempt -> !attempt.equals(counted));
            counts.leftovers++;
        } else {
            counts.unknown++;
        }
    }

    private void sweepUncatalogued(BackupFolder folder) {
        Optional<DecisionCell> cell;
        try {
            cell = cell(folder);
        } catch (BackupException e) {
            if (e.code() != ErrorCode.ARTIFACT_DAMAGED && e.code() != ErrorCode.FORMAT_UNSUPPORTED) {
                throw e;
            }
            counts.unknown++;
            return;
        }
        switch (cell.orElse(null)) {
            case null -> deleteParts(folder, attempt -> true);
            case VoidManifest none -> {
                // The cell last: as long as there is a part, it says that this is no backup.
                deleteParts(folder, attempt -> true);
                deleteCell(folder);
            }
            case Manifest manifest
            when isSafetyBackupOfNothing(manifest) -> {
                deleteCell(folder);
                deleteParts(folder, attempt -> true);
            }
            case Manifest manifest -> {
                counts.unknown++;
                return;
            }
        }
        counts.leftovers++;
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

    private Optional<DecisionCell> cell(BackupFolder folder) {
        return reader.cell(folder.keys());
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
