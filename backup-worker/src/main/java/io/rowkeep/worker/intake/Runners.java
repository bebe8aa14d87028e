package io.rowkeep.worker.intake;

import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.job.InspectSpec;
import io.rowkeep.job.PruneSpec;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;

/** Who does which kind of job; a new kind does not compile until it has its place in both switches. */
record Runners(
        JobRunner<BackupSpec> backup,
        JobRunner<ImportSpec> imports,
        JobRunner<RestoreSpec> restore,
        JobRunner<ClearSpec> clear,
        JobRunner<UndoSpec> undo,
        JobRunner<InspectSpec> inspect,
        JobRunner<PruneSpec> prune) {

    Outcome run(Attempt attempt) {
        return switch (attempt.claim().spec()) {
            case BackupSpec spec -> backup.run(spec, attempt);
            case ImportSpec spec -> imports.run(spec, attempt);
            case RestoreSpec spec -> restore.run(spec, attempt);
            case ClearSpec spec -> clear.run(spec, attempt);
            case UndoSpec spec -> undo.run(spec, attempt);
            case InspectSpec spec -> inspect.run(spec, attempt);
            case PruneSpec spec -> prune.run(spec, attempt);
        };
    }

    Outcome close(Attempt attempt, Outcome ending) {
        return switch (attempt.claim().spec()) {
            case BackupSpec spec -> backup.close(spec, attempt, ending);
            case ImportSpec spec -> imports.close(spec, attempt, ending);
            case RestoreSpec spec -> restore.close(spec, attempt, ending);
            case ClearSpec spec -> clear.close(spec, attempt, ending);
            case UndoSpec spec -> undo.close(spec, attempt, ending);
            case InspectSpec spec -> inspect.close(spec, attempt, ending);
            case PruneSpec spec -> prune.close(spec, attempt, ending);
        };
    }
}
