package io.rowkeep.worker.intake;

import io.rowkeep.job.InspectSpec;
import io.rowkeep.job.JobSpec;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** A runner whose work and whose closing a test writes down as functions. */
public final class FakeRunner<S extends JobSpec> implements JobRunner<S> {

    public static final Outcome DONE =
            new Outcome.Succeeded(JobStatistics.of(List.of(), 1, List.of(), List.of()), null, null);

    public final List<Outcome> closings = new CopyOnWriteArrayList<>();
    public volatile Function<Attempt, Outcome> work = attempt -> DONE;
    public volatile BinaryOperator<Outcome> closer = (ending, same) -> ending;

    @Override
    public Outcome run(S spec, Attempt attempt) {
        return work.apply(attempt);
    }

    @Override
    public Outcome close(S spec, Attempt attempt, Outcome ending) {
        attempt.checkpoint();
        closings.add(ending);
        return closer.apply(ending, ending);
    }

    /** Runners of which only inspections are run. */
    static Runners inspecting(FakeRunner<InspectSpec> inspect) {
        return new Runners(
                new FakeRunner<>(),
                new FakeRunner<>(),
                new FakeRunner<>(),
                new FakeRunner<>(),
                new FakeRunner<>(),
                inspect,
                new FakeRunner<>());
    }
}
