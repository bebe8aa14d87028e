package io.rowkeep.worker.export;

import io.rowkeep.artifact.FormatVersion;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.VoidManifest;
import io.rowkeep.control.Claim;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.JobError;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.Sources;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A job whose effect is a backup: the manifest, written once and last, decides it. Safe for use by many threads. */
public final class BackupJob {

    private final Sources sources;
    private final BackupWriter writer;

    /**
     * For the sources of this worker.
     *
     * @param writer the one of this process
     */
    public BackupJob(Sources sources, BackupWriter writer) {
        this.sources = sources;
        this.writer = writer;
    }

    /**
     * Writes the backup unless the job is decided already.
     *
     * @param open finds the tables and their rows
     */
    public Outcome run(NewBackup backup, BiFunction<Source, SourceSession, OpenedTables> open, Attempt attempt) {
        return run(
                backup,
                source -> writer.storeOpened(
                        backup, source, session -> open.apply(source, session), attempt, attempt::checkpoint),
                attempt);
    }

    /**
     * The same, whatever the backup consists of.
     *
     * @param store stores everything but the manifest
     */
    Outcome run(NewBackup backup, Function<Source, Manifest> store, Attempt attempt) {
        BackupCell cell = writer.cell(backup.keys());
        boolean first = attempt.claim().attempt() == 1 && !attempt.undecided();
        Optional<Outcome> decided = first ? Optional.empty() : cell.decided();
        return decided.orElseGet(() -> {
            Manifest manifest = store.apply(sources.get(backup.source()));
            attempt.enterApplying();
            return cell.decide(manifest);
        });
    }

    /** Drops what a job that stores nothing has put beside the tables of a source. */
    public void sweep(SourceName source, Attempt attempt) {
        Claim claim = attempt.claim();
        sources.get(source).sweep(SessionTag.of(claim.jobId(), claim.attempt()));
    }

    /** Writes the void manifest for undecided and decided jobs alike: it tells a reader of the bucket that the parts are nothing. */
    public Outcome close(NewBackup backup, Attempt attempt, Outcome ending) {
        @Nullable JobError error = ending instanceof Outcome.Failed failed ? failed.error() : null;
        Claim claim = attempt.claim();
        return writer.cell(backup.keys())
                .decide(new VoidManifest(FormatVersion.CURRENT, backup.id(), claim.jobId(), claim.attempt(), error));
    }
}
