package io.rowkeep.worker.export;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.FormatVersion;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.ManifestEntry;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.control.Claim;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.settings.Limits;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceSnapshot;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.ValueCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Stores tables at one instant as the parts of a backup, whoever asked for it. Safe for use by many threads. */
public final class BackupWriter {

    private final ObjectStore store;
    private final InstantSource clock;
    private final PartBuffers buffers;

    /**
     * The one writer of a process: all its jobs share the memory for parts.
     *
     * @param partBytes the size that no part object exceeds, from 64 KiB
     */
    public BackupWriter(ObjectStore store, InstantSource clock, int partBytes) {
        this.store = store;
        this.clock = clock;
        this.buffers = new PartBuffers(Limits.PART_BUFFERS, PartSize.atMost(partBytes));
    }

    /** Takes the memory for parts now rather than when it is needed, so that it stands together and leaves room for wide rows. */
    public void reserveMemory() {
        buffers.makeAll();
    }

    /** The decision cell of a backup in this writer's store. */
    BackupCell cell(ArtifactKeys backup) {
        return new BackupCell(store, backup);
    }

    /** Sends parts of a backup out of the memory that all jobs share; the caller's to close. */
    Uploads uploads(NewBackup backup, Runnable check) {
        return new Uploads(store, backup.keys(), buffers, check);
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * Stores everything but the manifest, on a connection of its own.
     *
     * @param select finds the tables
     * @param check runs between buffers and while something is waited for; throws when the attempt is not to go on
     * @return what makes the parts a backup, once it is stored
     */
    Manifest store(
            NewBackup backup,
            Source source,
            Function<SourceSession, Selection> select,
            Attempt attempt,
            Runnable check) {
        return storeOpened(
                backup,
                source,
                session -> {
                    Selection selection = select.apply(session);
                    return new OpenedTables(selection, session.openSnapshot(selection));
                },
                attempt,
                check);
    }

    /**
     * The same, wherever the rows are read.
     *
     * @param open finds the tables and their rows
     */
    Manifest storeOpened(
            NewBackup backup,
            Source source,
            Function<SourceSession, OpenedTables> open,
            Attempt attempt,
            Runnable check) {
        long began = System.nanoTime();
        SessionTag tag = SessionTag.of(attempt.claim().jobId(), attempt.claim().attempt());
        try (SourceSession session = source.openSource(tag)) {
            Attempt.Registration stop = attempt.onStop(session::interrupt);
            try {
                SavedDataset dataset = SavedDataset.of(backup.dataset(), source);
                return store(backup, open.apply(session), dataset, attempt, check, began);
            } finally {
                stop.close();
            }
        } catch (BackupException e) {
            // An interrupted session fails as if the server had gone: the reason why it was interrupted comes first.
            attempt.checkpoint();
            throw e;
        }
    }

    /**
     * Stores images of what a change has changed, on its own connection. Everything but the manifest, as {@link #store}.
     *
     * @param whileIdle runs again and again while something is waited for and nothing is read from the change
     */
    Manifest storeImages(
            NewBackup backup, TargetChange change, Collection<TableName> tables, Attempt attempt, Runnable whileIdle) {
        long began = System.nanoTime();
        Selection selection =
                new Selection(tables.stream().sorted().map(change::imageColumns).toList(), List.of(), List.of());
        ChangedRows images = new ChangedRows(change);
        Runnable check = () -> {
            attempt.checkpoint();
            if (!images.reading()) {
                whileIdle.run();
            }
        };
        return store(backup, new OpenedTables(selection, images), SavedDataset.PLAIN, attempt, check, began);
    }

    private Manifest store(
            NewBackup backup, OpenedTables opened, SavedDataset dataset, Attempt attempt, Runnable check, long began) {
        List<StoredTable> stored = new ArrayList<>();
        Selection selection = opened.selection();
        try (SourceSnapshot snapshot = opened.snapshot();
                Uploads uploads = uploads(backup, check)) {
            ExportProgress progress = new ExportProgress(
                    attempt, uploads::check, selection.tables().size());
            ValueCounts counts = new ValueCounts(counted(backup, dataset));
            TableExport export = new TableExport(
                    snapshot,
                    backup.format(),
                    dataset.spreadsheetProfile(),
                    attempt.claim().attempt(),
                    uploads,
                    progress,
                    counts);
            for (SourceTable table : selection.tables()) {
                stored.add(export.store(table));
            }
            snapshot.verifyUnchanged();
            uploads.await();
            JobStatistics statistics = JobStatistics.of(
                    stored.stream().map(StoredTable::statistics).toList(),
                    Duration.ofNanos(System.nanoTime() - began).toMillis(),
                    selection.skipped(),
                    warnings(dataset, selection, snapshot.origin().consistency(), counts));
            return manifest(backup, attempt.claim(), snapshot, dataset, stored, statistics);
        }
    }

    private Manifest manifest(
            NewBackup backup,
            Claim claim,
            SourceSnapshot snapshot,
            SavedDataset dataset,
            List<StoredTable> stored,
            JobStatistics statistics) {
        return new Manifest(
                FormatVersion.CURRENT,
                backup.id(),
                claim.jobId(),
                claim.attempt(),
                backup.source(),
                backup.dataset(),
                backup.format(),
                clock.instant(),
                claim.job().requestedBy(),
                backup.label(),
                backup.savedFor(),
                backup.content() == BackupContent.ROWS ? null : backup.content(),
                dataset.definition().spreadsheet(),
                dataset.definition().document(),
                backup.parameters(),
                snapshot.origin(),
                entries(stored),
                statistics);
    }

    /** A safety backup is written under locks, which nobody is to wait for because of a count. */
    private static Map<TableName, List<String>> counted(NewBackup backup, SavedDataset dataset) {
        return backup.savedFor() == null ? dataset.definition().counted() : Map.of();
    }

    private static List<String> warnings(
            SavedDataset dataset, Selection selection, Snapshot.Consistency origin, ValueCounts counts) {
        List<String> warnings = new ArrayList<>(dataset.warnings(selection, origin));
        warnings.addAll(counts.warnings());
        return warnings;
    }

    private static List<ManifestEntry> entries(List<StoredTable> stored) {
        return stored.stream().<ManifestEntry>map(StoredTable::entry).toList();
    }
}
