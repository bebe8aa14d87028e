package io.rowkeep.worker.imports;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.StoppableReads;
import io.rowkeep.worker.export.BackupJob;
import io.rowkeep.worker.export.NewBackup;
import io.rowkeep.worker.settings.ImportLimits;

/** Makes backups of uploaded files; the upload goes when the job ends, however that is. Safe for use by many threads. */
public final class ImportRunner implements JobRunner<ImportSpec> {

    private final BackupJob job;
    private final ObjectStore store;
    private final ImportLimits limits;
    private final int maxRowBytes;

    /**
     * A runner for the sources of this worker.
     *
     * @param store where the uploads are
     * @param maxRowBytes the widest record, as a line for the server
     */
    public ImportRunner(BackupJob job, ObjectStore store, ImportLimits limits, int maxRowBytes) {
        this.job = job;
        this.store = store;
        this.limits = limits;
        this.maxRowBytes = maxRowBytes;
    }

    @Override
    public Outcome run(ImportSpec spec, Attempt attempt) {
        UploadedFile upload = new UploadedFile(new StoppableReads(store, attempt), spec.upload());
        ImportedTables tables = new ImportedTables(spec, upload, limits, maxRowBytes, attempt);
        Outcome outcome = job.run(backup(spec), tables::open, attempt);
        upload.delete();
        return outcome;
    }

    @Override
    public Outcome close(ImportSpec spec, Attempt attempt, Outcome ending) {
        try {
            Outcome outcome = job.close(backup(spec), attempt, ending);
            new UploadedFile(store, spec.upload()).delete();
            return outcome;
        } finally {
            // Also when the store cannot be reached: what never entered APPLYING ends all the same.
            if (!attempt.undecided()) {
                job.sweep(spec.source(), attempt);
            }
        }
    }

    private static NewBackup backup(ImportSpec spec) {
        return new NewBackup(
                spec.source(),
                spec.dataset(),
                spec.backupId(),
                BackupFormat.JSON,
                spec.label(),
                null,
                BackupContent.ROWS);
    }
}
