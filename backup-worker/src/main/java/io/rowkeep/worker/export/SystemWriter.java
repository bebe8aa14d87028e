package io.rowkeep.worker.export;

import io.rowkeep.artifact.DumpEntry;
import io.rowkeep.artifact.FileEntry;
import io.rowkeep.artifact.FormatVersion;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.ManifestEntry;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.control.Claim;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.SystemStatistics;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.files.FolderReader;
import io.rowkeep.worker.files.Remarks;
import io.rowkeep.worker.source.FileFolder;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SystemDump;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores a whole database and the application's files as the parts of a backup. Safe for use by many threads. */
final class SystemWriter {

    private final BackupWriter writer;

    SystemWriter(BackupWriter writer) {
        this.writer = writer;
    }

    /**
     * Stores everything but the manifest: first the dump, then the files, which are at least as new as what the database says of them.
     *
     * @return what makes the parts a backup, once it is stored
     */
    Manifest store(NewBackup backup, Source source, Attempt attempt) {
        long began = System.nanoTime();
        FileFolder files = source.definition().files();
        if (files != null) {
            FolderReader.requireReadable(files);
        }
        int number = attempt.claim().attempt();
        try (Uploads uploads = writer.uploads(backup, attempt::checkpoint)) {
            SystemProgress progress = new SystemProgress(attempt, uploads::check);
            StoredDump dump = dump(source, attempt, new DumpExport(number, uploads, progress));
            Remarks remarks = new Remarks();
            List<FileEntry> stored = files(files, new FileExport(number, uploads, progress), remarks, uploads::check);
            uploads.await();
            long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
            return manifest(
                    backup,
                    attempt.claim(),
                    dump,
                    stored,
                    statistics(dump.entry(), stored, millis, remarks.sentences()));
        }
    }

    private static StoredDump dump(Source source, Attempt attempt, DumpExport export) {
        SessionTag tag = SessionTag.of(attempt.claim().jobId(), attempt.claim().attempt());
        try (SystemDump dump = source.openDump(tag)) {
            Attempt.Registration stop = attempt.onStop(dump::interrupt);
            try {
                return new StoredDump(dump.origin(), export.store(dump));
            } finally {
                stop.close();
            }
        } catch (BackupException e) {
            // An interrupted program fails as if it had broken off itself: the reason why it was interrupted comes
            // first.
            attempt.checkpoint();
            throw e;
        }
    }

    private static List<FileEntry> files(
            @Nullable FileFolder files, FileExport export, Remarks remarks, Runnable check) {
        if (files != null) {
            new FolderReader(files, export, remarks, check).read();
        }
        return export.stored();
    }

    private static JobStatistics statistics(DumpEntry dump, List<FileEntry> files, long millis, List<String> warnings) {
        long fileBytes = files.stream().mapToLong(FileEntry::bytes).sum();
        return JobStatistics.of(
                new SystemStatistics(dump.bytes(), files.size(), fileBytes),
                dump.bytes() + fileBytes,
                dump.storedBytes()
                        + files.stream().mapToLong(FileEntry::storedBytes).sum(),
                dump.parts()
                        + files.stream().mapToLong(file -> file.parts().size()).sum(),
                millis,
                warnings);
    }

    private Manifest manifest(
            NewBackup backup, Claim claim, StoredDump dump, List<FileEntry> files, JobStatistics statistics) {
        List<ManifestEntry> entries = new ArrayList<>();
        entries.add(dump.entry());
        entries.addAll(files);
        return new Manifest(
                FormatVersion.CURRENT,
                backup.id(),
                claim.jobId(),
                claim.attempt(),
                backup.source(),
                backup.dataset(),
                backup.format(),
                writer.now(),
                claim.job().requestedBy(),
                backup.label(),
                backup.savedFor(),
                null,
                null,
                null,
                null,
                dump.origin(),
                entries,
                statistics);
    }

    /** The dump and the instant that it shows. */
    private record StoredDump(Snapshot origin, DumpEntry entry) {}
}
