package io.rowkeep.worker.prune;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.PruneSpec;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.StoppableReads;
import java.time.Duration;
import java.util.List;

/**
 * Deletes a backup from storage. It was taken out of the catalogue when the job was asked for, so there is nothing to decide: an
 * attempt deletes what the one before it left. Stateless.
 */
public final class PruneRunner implements JobRunner<PruneSpec> {

    private static final JobProgress.TableCount NO_TABLES = new JobProgress.TableCount(0, 0);

    private final ObjectStore store;

    public PruneRunner(ObjectStore store) {
        this.store = store;
    }

    /** Succeeds with the objects that this attempt deleted as {@code parts}, and the bytes that they took in the store as {@code bytesOut}. */
    @Override
    public Outcome run(PruneSpec spec, Attempt attempt) {
        long began = System.nanoTime();
        ArtifactKeys keys = ArtifactKeys.of(spec.source(), spec.dataset(), spec.backupId());
        try (Deletions deletions = new Deletions(store, attempt::checkpoint)) {
            WholeBackup.delete(
                    new StoppableReads(store, attempt),
                    keys,
                    deletions,
                    () -> attempt.progress(new JobProgress(0, deletions.bytes(), NO_TABLES, List.of())));
            long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
            return new Outcome.Succeeded(statistics(deletions.objects(), deletions.bytes(), millis), null, null);
        }
    }

    /** What was not deleted stays for the sweep, which finishes it: nobody can use it any more. */
    @Override
    public Outcome close(PruneSpec spec, Attempt attempt, Outcome ending) {
        return ending;
    }

    private static JobStatistics statistics(long objects, long bytes, long millis) {
        return new JobStatistics(List.of(), 0, 0, bytes, objects, millis, 0, 0, List.of(), List.of(), List.of(), null);
    }
}
