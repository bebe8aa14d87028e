package io.rowkeep.worker.clear;

import io.rowkeep.job.ClearSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.change.Changes;
import io.rowkeep.worker.change.TableWork;

/** Empties tables of a source. Stateless. */
public final class ClearRunner implements JobRunner<ClearSpec> {

    private final Changes changes;

    public ClearRunner(Changes changes) {
        this.changes = changes;
    }

    @Override
    public Outcome run(ClearSpec spec, Attempt attempt) {
        TableWork work = (source, session) -> ClearWork.prepare(spec, source, session, attempt);
        return spec.dryRun() ? changes.preview(spec, attempt, work) : changes.run(spec, attempt, work);
    }

    @Override
    public Outcome close(ClearSpec spec, Attempt attempt, Outcome ending) {
        return changes.close(spec, attempt, ending);
    }
}
