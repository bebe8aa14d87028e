package io.rowkeep.worker.system;

import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.FileEntry;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.failure.ErrorType;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.SystemStatistics;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.StoppableReads;
import io.rowkeep.worker.files.FolderWriter;
import io.rowkeep.worker.source.FileFolder;
import io.rowkeep.worker.source.LedgerRow;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.Sources;
import io.rowkeep.worker.source.SystemTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Restores a system backup into an empty database and an empty folder. The dump is one transaction of the database's own program, which
 * cannot hold the ledger row: that is written right after it. Files are staged before, and move to their places after that. Stateless.
 */
public final class SystemRestore implements JobRunner<RestoreSpec> {

    private static final String NOTHING_SAVED = "The database was empty, so no safety backup was needed";
    private static final String NOTHING_STAGED =
            "No staged files were found by this worker: they are in their places already, or its folder is not the one that they were staged in";

    private final Sources sources;
    private final ObjectStore store;
    private final OwnBackups own;

    /**
     * For the sources of this worker.
     *
     * @param own decides which dumps are run at all
     */
    public SystemRestore(Sources sources, ObjectStore store, OwnBackups own) {
        this.sources = sources;
        this.store = store;
        this.own = own;
    }

    @Override
    public Outcome run(RestoreSpec spec, Attempt attempt) {
        long began = System.nanoTime();
        return inSession(spec, attempt, target -> {
            if (!attempt.undecided()) {
                return restore(spec, attempt, target, began);
            }
            target.ensureLedger();
            return target.ledgerRow(attempt.claim().jobId())
                    .map(row -> outcome(row, spec))
                    .orElseGet(() -> restore(spec, attempt, target, began));
        });
    }

    /** A database that is filled although the ledger says nothing may be the work of an attempt that was lost before it could say so. */
    @Override
    public Outcome close(RestoreSpec spec, Attempt attempt, Outcome ending) {
        if (!attempt.undecided()) {
            folder(spec, attempt.claim().jobId()).ifPresent(FolderWriter::discard);
            return ending;
        }
        return inSession(spec, attempt, target -> {
            target.ensureLedger();
            List<String> content = target.content();
            Outcome none = content.isEmpty() ? ending : new Outcome.Failed(unclear(spec, content));
            @Nullable JobError error = none instanceof Outcome.Failed failed ? failed.error() : null;
            LedgerRow row = target.decide(LedgerRow.nothing(
                    attempt.claim().jobId(),
                    attempt.claim().attempt(),
                    attempt.claim().job().requestedBy(),
                    error));
            return outcome(row, spec);
        });
    }

    private Outcome restore(RestoreSpec spec, Attempt attempt, SystemTarget target, long began) {
        BackupReader reader = new BackupReader(new StoppableReads(store, attempt));
        TrustedBackup backup = TrustedBackup.read(reader, own, spec);
        requireEmpty(spec, target);
        target.requireProgram(backup.dump());
        SystemReading reading = new SystemReading(reader, backup, attempt);
        @Nullable FolderWriter folder = folder(spec, attempt.claim().jobId(), backup);
        reading.checkDump();
        stage(folder, backup, reading);
        requireEmpty(spec, target);
        target.ensureLedger();
        attempt.enterApplying();
        target.restore(backup.dump(), reading::dump);
        LedgerRow row = applied(attempt, statistics(backup, began));
        return outcome(decide(spec, attempt, target, row), spec);
    }

    /** The dump is in: what is still missing is that the ledger says so. */
    private LedgerRow decide(RestoreSpec spec, Attempt attempt, SystemTarget target, LedgerRow row) {
        try {
            return target.decide(row);
        } catch (BackupException e) {
            if (e.type() != ErrorType.TRANSIENT) {
                throw e;
            }
            SessionTag tag =
                    SessionTag.of(attempt.claim().jobId(), attempt.claim().attempt());
            try (SystemTarget again = source(spec).openSystemTarget(tag)) {
                return again.decide(row);
            }
        }
    }

    private static LedgerRow applied(Attempt attempt, JobStatistics statistics) {
        return new LedgerRow(
                attempt.claim().jobId(),
                LedgerRow.Decision.APPLIED,
                attempt.claim().attempt(),
                attempt.claim().job().requestedBy(),
                null,
                statistics,
                null,
                null);
    }

    private Outcome outcome(LedgerRow row, RestoreSpec spec) {
        JobStatistics statistics = row.statistics();
        if (row.decision() == LedgerRow.Decision.VOID || statistics == null) {
            JobError error = row.error();
            return given(error == null ? new Outcome.Cancelled() : new Outcome.Failed(error), spec, row.job());
        }
        List<String> warnings = new ArrayList<>(statistics.warnings());
        SystemStatistics system = statistics.system();
        Optional<FolderWriter> folder = folder(spec, row.job()).filter(FolderWriter::staged);
        if (folder.isPresent()) {
            warnings.addAll(folder.get().publish());
        } else if (system != null && system.files() > 0) {
            warnings.add(NOTHING_STAGED);
        }
        return new Outcome.Succeeded(statistics.warning(warnings), null, null);
    }

    private Outcome given(Outcome ending, RestoreSpec spec, JobId job) {
        folder(spec, job).ifPresent(FolderWriter::discard);
        return ending;
    }

    private static void stage(@Nullable FolderWriter folder, TrustedBackup backup, SystemReading reading) {
        if (folder == null) {
            return;
        }
        folder.begin();
        for (FileEntry file : backup.files()) {
            folder.stage(file, out -> reading.file(file, out));
        }
    }

    private @Nullable FolderWriter folder(RestoreSpec spec, JobId job, TrustedBackup backup) {
        if (backup.files().isEmpty()) {
            return null;
        }
        FolderWriter folder = folder(spec, job)
                .orElseThrow(() -> new BackupException(
                        ErrorCode.UNSUPPORTED,
                        "Backup %s has %d files, and source %s has no folder for them: configure files.folder at its worker"
                                .formatted(spec.backupId(), backup.files().size(), spec.source())));
        folder.requireEmpty();
        return folder;
    }

    private Optional<FolderWriter> folder(RestoreSpec spec, JobId job) {
        FileFolder files = source(spec).definition().files();
        return files == null ? Optional.empty() : Optional.of(new FolderWriter(files.folder(), job));
    }

    private static void requireEmpty(RestoreSpec spec, SystemTarget target) {
        List<String> content = target.content();
        if (!content.isEmpty()) {
            throw new BackupException(
                    ErrorCode.TARGET_NOT_EMPTY,
                    "The database of source %s is not empty, it has %s: a dump is restored into an empty database only"
                            .formatted(spec.source(), String.join(", ", content)));
        }
    }

    private static JobError unclear(RestoreSpec spec, List<String> content) {
        return new JobError(
                ErrorCode.TARGET_NOT_EMPTY,
                "The database of source %s is not empty any more, it has %s, and the attempt that could say why was lost: a dump is restored whole or not at all, so this may be its complete result; look at it, and empty the database to try again"
                        .formatted(spec.source(), String.join(", ", content)));
    }

    private static JobStatistics statistics(TrustedBackup backup, long began) {
        return JobStatistics.of(
                new SystemStatistics(backup.dump().bytes(), backup.files().size(), backup.fileBytes()),
                backup.storedBytes(),
                backup.dump().bytes() + backup.fileBytes(),
                backup.parts(),
                Duration.ofNanos(System.nanoTime() - began).toMillis(),
                List.of(NOTHING_SAVED));
    }

    private Outcome inSession(RestoreSpec spec, Attempt attempt, Function<SystemTarget, Outcome> work) {
        SessionTag tag = SessionTag.of(attempt.claim().jobId(), attempt.claim().attempt());
        try (SystemTarget target = source(spec).openSystemTarget(tag)) {
            Attempt.Registration stop = attempt.onStop(target::interrupt);
            try {
                target.endOtherSessions();
                return work.apply(target);
            } finally {
                stop.close();
            }
        } catch (BackupException e) {
            // An interrupted session fails as if the server had gone: the reason why it was interrupted comes first.
            attempt.checkpoint();
            throw e;
        }
    }

    private Source source(RestoreSpec spec) {
        return sources.get(spec.source());
    }
}
