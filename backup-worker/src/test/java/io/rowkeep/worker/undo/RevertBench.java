package io.rowkeep.worker.undo;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.change.ChangeBench;
import io.rowkeep.worker.source.Source;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Two tables, and a change of them of which before-images are saved. */
final class RevertBench extends ChangeBench {

    static final ImagedChange CHANGE = new ImagedChange(Map.of(
            TableName.parse("public.users"), List.of("1\tone", "2\tTWO", "4\tfour"),
            TableName.parse("public.note"), List.of("1\t1", "2\t2")));

    RevertBench() {
        sql(
                "create table users (id int primary key, name text unique)",
                "create table note (id int primary key, author int references users)",
                "insert into users values (1, 'one'), (2, 'two'), (3, 'three')",
                "insert into note values (1, 1), (2, 3)");
    }

    /** A first attempt at the change. */
    TestAttempt merge(boolean safetyBackup) {
        return attempt(RestoreSpec.merge(
                source.name(),
                DatasetName.ALL,
                new BackupId(UUID.randomUUID()),
                names("public.users", "public.note"),
                MergeOptions.DEFAULT,
                safetyBackup));
    }

    /** Makes the change. */
    Outcome.Succeeded change(TestAttempt attempt) {
        return change(attempt, source, CHANGE);
    }

    /** Makes another one. */
    Outcome.Succeeded change(TestAttempt attempt, Source on, ImagedChange change) {
        return (Outcome.Succeeded) changes(on).run((RestoreSpec) attempt.claim().spec(), attempt, change);
    }

    UndoSpec undo(TestAttempt undone, Outcome.Succeeded done, boolean force) {
        return new UndoSpec(source.name(), DatasetName.ALL, undone.claim().jobId(), id(done), null, null, force, true);
    }

    String manifestKey(Outcome.Succeeded done) {
        return ArtifactKeys.of(source.name(), DatasetName.ALL, id(done)).manifest();
    }

    static BackupId id(Outcome.Succeeded done) {
        return Objects.requireNonNull(done.safetyBackup());
    }
}
