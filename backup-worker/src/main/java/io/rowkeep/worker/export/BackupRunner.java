package io.rowkeep.worker.export;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.FormatVersion;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.VoidManifest;
import io.rowkeep.control.Claim;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.JobError;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.Sources;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Backs up tables of a source; the manifest, written once and last, decides. Safe for use by many threads. */
public final class BackupRunner implements JobRunner<BackupSpec> {

    private final Sources sources;
    private final BackupWriter writer;

    /**
     * A runner for the sources of this worker.
     *
     * @param writer the one of this process
     */
    public BackupRunner(Sources sources, BackupWriter writer) {
        this.sources = sources;
        this.writer = writer;
    }

    @Override
    public Outcome run(BackupSpec spec, Attempt attempt) {
        BackupCell cell = writer.cell(backup(spec).keys());
        boolean first = attempt.claim().attempt() == 1 && !attempt.undecided();
        Optional<Outcome> decided = first ? Optional.empty() : cell.decided();
        return decided.orElseGet(() -> {
            Source source = sources.get(spec.source());
            Manifest manifest = writer.store(
                    backup(spec), source, session -> select(spec, source, session), attempt, attempt::checkpoint);
            attempt.enterApplying();
            return cell.decide(manifest);
        });
    }

    /** Writes the void manifest for undecided and decided jobs alike: it tells a reader of the bucket that the parts are nothing. */
    @Override
    public Outcome close(BackupSpec spec, Attempt attempt, Outcome ending) {
        @Nullable JobError error = ending instanceof Outcome.Failed failed ? failed.error() : null;
        Claim claim = attempt.claim();
        return writer.cell(backup(spec).keys())
                .decide(new VoidManifest(
                        FormatVersion.CURRENT, spec.backupId(), claim.jobId(), claim.attempt(), error));
    }

    private static NewBackup backup(BackupSpec spec) {
        return new NewBackup(
                spec.source(), spec.dataset(), spec.backupId(), spec.format(), spec.label(), null, BackupContent.ROWS);
    }

    /** A backup of nothing would look like a success. */
    private static Selection select(BackupSpec spec, Source source, SourceSession session) {
        Selection selection = session.select(source.dataset(spec.dataset()), spec.tables());
        if (selection.tables().isEmpty()) {
            throw new BackupException(
                    ErrorCode.TABLE_NOT_FOUND,
                    "Dataset %s of source %s selects no table: there is nothing to back up; %d relations were left out"
                            .formatted(
                                    spec.dataset(),
                                    spec.source(),
                                    selection.skipped().size()));
        }
        return selection;
    }
}
