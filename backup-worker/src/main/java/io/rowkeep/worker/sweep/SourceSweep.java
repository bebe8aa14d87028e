package io.rowkeep.worker.sweep;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupFolder;
import io.rowkeep.artifact.JobFolder;
import io.rowkeep.control.BackupTraces;
import io.rowkeep.control.DeletedBackups;
import io.rowkeep.control.DeletedBackups.DeletedBackup;
import io.rowkeep.control.JobStore;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.StoredObject;
import io.rowkeep.worker.prune.Deletions;
import io.rowkeep.worker.prune.WholeBackup;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One walk through a source's folder. It may be broken off at any moment, and run twice at once: what is gone is gone. Thread-safe. */
final class SourceSweep {

    private final ObjectStore store;
    private final BackupTraces traces;
    private final DeletedBackups deleted;
    private final JobStore jobs;

    SourceSweep(ObjectStore store, BackupTraces traces, DeletedBackups deleted, JobStore jobs) {
        this.store = store;
        this.traces = traces;
        this.deleted = deleted;
        this.jobs = jobs;
    }

    /**
     * Walks through.
     *
     * @param checkpoint asked before every object; throws when this is to end
     */
    SweepOutcome run(SourceName source, SweepLimits limits, Runnable checkpoint) {
        SweepCounts counts = new SweepCounts();
        try (Deletions deletions = new Deletions(store, checkpoint)) {
            finishDeleted(source, deletions, counts);
            FolderSweep folders = new FolderSweep(store, traces, jobs, deletions, counts, limits.leftovers());
            JobFolderSweep jobFolders = new JobFolderSweep(store, traces, jobs, deletions, counts, limits);
            Consumer<Found> sweep = found -> {
                switch (found) {
                    case FoundFolder backup -> folders.sweep(backup);
                    case FoundJobFolder job -> jobFolders.sweep(job);
                }
            };
            walk(source, sweep, counts, checkpoint);
            return new SweepOutcome(counts, deletions.objects(), deletions.bytes());
        }
    }

    private void finishDeleted(SourceName source, Deletions deletions, SweepCounts counts) {
        List<DeletedBackup> forgotten;
        do {
            forgotten = deleted.forgotten(source);
            for (DeletedBackup backup : forgotten) {
                WholeBackup.delete(store, ArtifactKeys.of(source, backup.dataset(), backup.id()), deletions, () -> {});
                deleted.forget(backup.id());
                counts.deletedBackups++;
            }
        } while (!forgotten.isEmpty());
    }

    private void walk(SourceName source, Consumer<Found> sweep, SweepCounts counts, Runnable checkpoint) {
        @Nullable Found current = null;
        try (Stream<StoredObject> objects = store.list(source + "/")) {
            for (Iterator<StoredObject> each = objects.iterator(); each.hasNext(); ) {
                checkpoint.run();
                StoredObject object = each.next();
                counts.objects++;
                if (current != null && current.holds(object.key())) {
                    current.add(object);
                    continue;
                }
                if (current != null) {
                    sweep.accept(current);
                }
                current = begin(object, counts);
            }
        }
        if (current != null) {
            sweep.accept(current);
        }
    }

    private static @Nullable Found begin(StoredObject object, SweepCounts counts) {
        Optional<Found> folder = BackupFolder.of(object.key())
                .<Found>map(FoundFolder::new)
                .or(() -> JobFolder.of(object.key()).map(FoundJobFolder::new));
        if (folder.isEmpty()) {
            counts.unknown++;
            return null;
        }
        Found found = folder.get();
        found.add(object);
        return found;
    }
}
