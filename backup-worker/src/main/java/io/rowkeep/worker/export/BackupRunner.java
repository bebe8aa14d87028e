package io.rowkeep.worker.export;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.FormatVersion;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.ManifestEntry;
import io.rowkeep.artifact.VoidManifest;
import io.rowkeep.control.Claim;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceSnapshot;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.Sources;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Backs up tables of a source; the manifest, written once and last, decides. Safe for use by many threads. */
public final class BackupRunner implements JobRunner<BackupSpec> {

    /** One is filled while the others are sent; all of them together stay well under half of the smallest heap. */
    private static final int BUFFERS = 4;

    private final Sources sources;
    private final ObjectStore store;
    private final InstantSource clock;
    private final PartBuffers buffers;

    /**
     * The one runner of a process: all its jobs share the memory for parts.
     *
     * @param partBytes the size that no part object exceeds, from 64 KiB
     */
    public BackupRunner(Sources sources, ObjectStore store, InstantSource clock, int partBytes) {
        this.sources = sources;
        this.store = store;
        this.clock = clock;
        this.buffers = new PartBuffers(BUFFERS, PartSize.atMost(partBytes));
    }

    @Override
    public Outcome run(BackupSpec spec, Attempt attempt) {
        BackupCell cell = new BackupCell(store, keys(spec));
        boolean first = attempt.claim().attempt() == 1 && !attempt.undecided();
        Optional<Outcome> decided = first ? Optional.empty() : cell.decided();
        return decided.orElseGet(() -> {
            Manifest manifest = export(spec, attempt);
            attempt.enterApplying();
            return cell.decide(manifest);
        });
    }

    /** Writes the void manifest for undecided and decided jobs alike: it tells a reader of the bucket that the parts are nothing. */
    @Override
    public Outcome close(BackupSpec spec, Attempt attempt, Outcome ending) {
        @Nullable JobError error = ending instanceof Outcome.Failed failed ? failed.error() : null;
        Claim claim = attempt.claim();
        return new BackupCell(store, keys(spec))
                .decide(new VoidManifest(
                        FormatVersion.CURRENT, spec.backupId(), claim.jobId(), claim.attempt(), error));
    }

    private Manifest export(BackupSpec spec, Attempt attempt) {
        long began = System.nanoTime();
        Source source = sources.get(spec.source());
        SessionTag tag = SessionTag.of(attempt.claim().jobId(), attempt.claim().attempt());
        try (SourceSession session = source.openSource(tag)) {
            Attempt.Registration stop = attempt.onStop(session::interrupt);
            try {
                DatasetDefinition dataset = source.dataset(spec.dataset());
                Selection selection = session.select(dataset, spec.tables());
                requireTables(spec, selection);
                SpreadsheetChoice spreadsheet = new SpreadsheetChoice(dataset.spreadsheet());
                return export(spec, attempt, session, selection, spreadsheet, began);
            } finally {
                stop.close();
            }
        } catch (BackupException e) {
            // An interrupted session fails as if the server had gone: the reason why it was interrupted comes first.
            attempt.checkpoint();
            throw e;
        }
    }

    private Manifest export(
            BackupSpec spec,
            Attempt attempt,
            SourceSession session,
            Selection selection,
            SpreadsheetChoice spreadsheet,
            long began) {
        List<StoredTable> stored = new ArrayList<>();
        try (SourceSnapshot snapshot = session.openSnapshot(selection);
                Uploads uploads = new Uploads(store, keys(spec), buffers, attempt::checkpoint)) {
            ExportProgress progress = new ExportProgress(
                    attempt, uploads::check, selection.tables().size());
            TableExport export = new TableExport(
                    snapshot,
                    spec.format(),
                    spreadsheet.profile(),
                    attempt.claim().attempt(),
                    uploads,
                    progress);
            for (SourceTable table : selection.tables()) {
                stored.add(export.store(table));
            }
            snapshot.verifyUnchanged();
            uploads.await();
            JobStatistics statistics = JobStatistics.of(
                    stored.stream().map(StoredTable::statistics).toList(),
                    Duration.ofNanos(System.nanoTime() - began).toMillis(),
                    selection.skipped(),
                    spreadsheet.warnings(selection));
            return manifest(spec, attempt.claim(), snapshot, spreadsheet, stored, statistics);
        }
    }

    private Manifest manifest(
            BackupSpec spec,
            Claim claim,
            SourceSnapshot snapshot,
            SpreadsheetChoice spreadsheet,
            List<StoredTable> stored,
            JobStatistics statistics) {
        return new Manifest(
                FormatVersion.CURRENT,
                spec.backupId(),
                claim.jobId(),
                claim.attempt(),
                spec.source(),
                spec.dataset(),
                spec.format(),
                clock.instant(),
                claim.job().requestedBy(),
                spec.label(),
                null,
                spreadsheet.configured(),
                snapshot.origin(),
                entries(stored),
                statistics);
    }

    private static List<ManifestEntry> entries(List<StoredTable> stored) {
        return stored.stream().<ManifestEntry>map(StoredTable::entry).toList();
    }

    /** A backup of nothing would look like a success. */
    private static void requireTables(BackupSpec spec, Selection selection) {
        if (selection.tables().isEmpty()) {
            throw new BackupException(
                    ErrorCode.TABLE_NOT_FOUND,
                    "Dataset %s of source %s selects no table: there is nothing to back up; %d relations were left out"
                            .formatted(
                                    spec.dataset(),
                                    spec.source(),
                                    selection.skipped().size()));
        }
    }

    private static ArtifactKeys keys(BackupSpec spec) {
        return ArtifactKeys.of(spec.source(), spec.dataset(), spec.backupId());
    }
}
