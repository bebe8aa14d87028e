package io.rowkeep.worker.source.mongo;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.ChangeSpec;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.JobId;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.change.Changes;
import io.rowkeep.worker.change.MemoryStore;
import io.rowkeep.worker.clear.ClearRunner;
import io.rowkeep.worker.export.BackupRunner;
import io.rowkeep.worker.export.BackupWriter;
import io.rowkeep.worker.export.SafetyBackups;
import io.rowkeep.worker.restore.RestoreRunner;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.Sources;
import io.rowkeep.worker.undo.UndoRunner;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Whole jobs about sources, with a bucket in memory. */
final class MongoJobs {

    final MemoryStore store = new MemoryStore();
    private final BackupWriter writer = new BackupWriter(store, Clock.systemUTC(), 1 << 20);
    private final Sources sources;
    private final Changes changes;

    MongoJobs(Source... sources) {
        this.sources = new Sources(List.of(sources));
        this.changes = new Changes(this.sources, new SafetyBackups(writer, new TimeOrderedIds(Clock.systemUTC())));
    }

    BackupId backUp(Source on) {
        BackupId id = new BackupId(UUID.randomUUID());
        BackupSpec spec = new BackupSpec(on.name(), DatasetName.ALL, id, List.of(), BackupFormat.JSON, null);
        new BackupRunner(sources, writer).run(spec, TestAttempt.backup(spec, 1, false));
        return id;
    }

    static TestAttempt attempt(ChangeSpec spec) {
        return TestAttempt.change(new JobId(UUID.randomUUID()), spec, 1, false);
    }

    /** The attempt after one that may have decided its job. */
    static TestAttempt after(TestAttempt earlier) {
        return TestAttempt.change(
                earlier.claim().jobId(),
                (ChangeSpec) earlier.claim().spec(),
                earlier.claim().attempt() + 1,
                true);
    }

    Outcome run(TestAttempt attempt) {
        return switch ((ChangeSpec) attempt.claim().spec()) {
            case ClearSpec clear -> new ClearRunner(changes).run(clear, attempt);
            case RestoreSpec restore -> new RestoreRunner(changes, store).run(restore, attempt);
            case UndoSpec undo -> new UndoRunner(changes, store).run(undo, attempt);
        };
    }

    /** What the one who ends a job says, whatever was to become of it. */
    Outcome close(TestAttempt attempt, Outcome ending) {
        return changes.close((ChangeSpec) attempt.claim().spec(), attempt, ending);
    }

    Outcome.Succeeded done(TestAttempt attempt) {
        return (Outcome.Succeeded) run(attempt);
    }

    Outcome.Succeeded done(ChangeSpec spec) {
        return done(attempt(spec));
    }

    BackupException refused(ChangeSpec spec) {
        return assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> run(attempt(spec)))
                .actual();
    }

    /** The undo of a job that did not restore anything, or of which only the images matter. */
    static UndoSpec undo(TestAttempt undone, Outcome.Succeeded done, boolean force) {
        return new UndoSpec(
                undone.claim().spec().source(),
                DatasetName.ALL,
                undone.claim().jobId(),
                Objects.requireNonNull(done.safetyBackup()),
                undone.claim().spec() instanceof RestoreSpec restore ? restore.backupId() : null,
                null,
                force,
                true);
    }
}
