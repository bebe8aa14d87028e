package io.rowkeep.worker.restore;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.change.ChangeBench;
import io.rowkeep.worker.source.Source;

/** A database, a bucket and a runner, and what a test does with them. */
final class RestoreBench extends ChangeBench {

    private final RestoreRunner runner = runner(source);

    RestoreRunner runner(Source... sources) {
        return new RestoreRunner(changes(sources), store);
    }

    SavedBackup backup(BackupFormat format, String... tables) {
        return SavedBackup.of(store, source, DatasetName.ALL, format, names(tables));
    }

    RestoreSpec spec(SavedBackup backup, String... tables) {
        return RestoreSpec.replace(source.name(), DatasetName.ALL, backup.id, names(tables), true);
    }

    Outcome.Succeeded restore(SavedBackup backup, String... tables) {
        RestoreSpec spec = spec(backup, tables);
        return (Outcome.Succeeded) run(attempt(spec));
    }

    Outcome run(TestAttempt attempt) {
        return runner.run((RestoreSpec) attempt.claim().spec(), attempt);
    }

    Outcome close(TestAttempt attempt, Outcome ending) {
        return runner.close((RestoreSpec) attempt.claim().spec(), attempt, ending);
    }
}
