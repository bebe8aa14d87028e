package io.rowkeep.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.rowkeep.control.Claim;
import io.rowkeep.control.Closing;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.InspectSpec;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobProgress;
import io.rowkeep.worker.attempt.AttemptStopped.Reason;
import io.rowkeep.worker.attempt.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AttemptRunTest {

    private static final BackupException SOURCE_DOWN =
            new BackupException(ErrorCode.SOURCE_UNAVAILABLE, "Source school is down");
    private static final BackupException DENIED =
            new BackupException(ErrorCode.SOURCE_ACCESS_DENIED, "Source school refuses role rowkeep");
    private static final Duration LEASE = Duration.ofSeconds(15);

    private final FakeJobs jobs = new FakeJobs();
    private final FakeRunner<InspectSpec> runner = new FakeRunner<>();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void whatSucceedsIsRecordedWithItsLastProgressBefore() {
        runner.work = attempt -> {
            attempt.progress(new JobProgress(1, 1, new JobProgress.TableCount(0, 1), List.of()));
            attempt.progress(new JobProgress(7, 1, new JobProgress.TableCount(1, 1), List.of()));
            return FakeRunner.DONE;
        };

        run(Claimed.fresh());

        assertThat(jobs.written).containsExactly("progress 7", "succeeded");
    }

    @Test
    void aTransientFailureIsTriedAgainAndDecidesNothing() {
        runner.work = attempt -> {
            throw SOURCE_DOWN;
        };

        run(Claimed.fresh());

        assertThat(jobs.written).containsExactly("retry SOURCE_UNAVAILABLE: Source school is down");
        assertThat(runner.closings).isEmpty();
    }

    @Test
    void aPermanentFailureIsClosedAndThenRecorded() {
        runner.work = attempt -> {
            throw DENIED;
        };

        run(Claimed.fresh());

        assertThat(runner.closings).hasSize(1);
        assertThat(jobs.written).containsExactly("failed SOURCE_ACCESS_DENIED: Source school refuses role rowkeep");
    }

    @Test
    void aFailureAfterTheDecisionIsASuccess() {
        runner.work = attempt -> {
            throw DENIED;
        };
        runner.closer = (ending, same) -> FakeRunner.DONE;

        run(Claimed.undecided());

        assertThat(jobs.written).containsExactly("succeeded");
    }

    @Test
    void anUnexpectedFailureEndsTheJobAndNotTheWorker() {
        runner.work = attempt -> {
            throw new OutOfMemoryError("Java heap space");
        };

        run(Claimed.fresh());

        assertThat(jobs.written)
                .containsExactly(
                        "failed INTERNAL: The inspect of dataset all of source school ran out of memory; the log"
                                + " of worker here/1/a has the details");
    }

    @Test
    void anUndecidedJobThatCannotBeClosedIsTriedAgain() {
        runner.work = attempt -> {
            throw DENIED;
        };
        runner.closer = (ending, same) -> {
            throw DENIED;
        };

        run(Claimed.undecided());

        assertThat(jobs.written).containsExactly("retry SOURCE_ACCESS_DENIED: Source school refuses role rowkeep");
    }

    @Test
    void aJobThatNeverEnteredApplyingEndsAlthoughItCannotBeClosed() {
        runner.closer = (ending, same) -> {
            throw SOURCE_DOWN;
        };

        run(Claimed.closing(Closing.EXHAUSTED, new JobError(ErrorCode.SOURCE_UNAVAILABLE, "Source school is down")));

        assertThat(jobs.written)
                .containsExactly("failed ATTEMPTS_EXHAUSTED: No attempt at the job succeeded; the last one ended with"
                        + " SOURCE_UNAVAILABLE: Source school is down");
    }

    @Test
    void enteringApplyingMakesTheAttemptUndecided() {
        runner.work = attempt -> {
            attempt.enterApplying();
            throw DENIED;
        };
        runner.closer = (ending, same) -> {
            throw SOURCE_DOWN;
        };

        run(Claimed.fresh());

        assertThat(jobs.written).containsExactly("applying", "retry SOURCE_UNAVAILABLE: Source school is down");
    }

    @Test
    void anAttemptThatLostItsJobDoesNotEnterApplying() {
        runner.work = attempt -> {
            jobs.owner = false;
            attempt.enterApplying();
            return FakeRunner.DONE;
        };

        run(Claimed.fresh());

        assertThat(jobs.written).isEmpty();
        assertThat(runner.closings).isEmpty();
    }

    @Test
    void aCancelledJobIsClosedWhateverTheInterruptedCallThrew() {
        RunningAttempt attempt = attempt(Claimed.fresh());
        runner.work = same -> {
            attempt.stop(Reason.CANCELLED);
            throw SOURCE_DOWN;
        };

        run(attempt);

        assertThat(runner.closings).containsExactly(new Outcome.Cancelled());
        assertThat(jobs.written).containsExactly("cancelled");
    }

    @Test
    void aWorkerThatStopsHandsTheJobBack() {
        RunningAttempt attempt = attempt(Claimed.fresh());
        runner.work = same -> {
            attempt.stop(Reason.WORKER_STOPPING);
            same.checkpoint();
            return FakeRunner.DONE;
        };

        run(attempt);

        assertThat(jobs.written).containsExactly("handed back");
    }

    @Test
    void anAttemptWithoutItsLeaseLeavesNoTrace() {
        RunningAttempt attempt = attempt(Claimed.fresh());
        runner.work = same -> {
            attempt.stop(Reason.WORKER_STOPPING);
            attempt.stop(Reason.LEASE_LOST);
            same.checkpoint();
            return FakeRunner.DONE;
        };

        run(attempt);

        assertThat(jobs.written).isEmpty();
    }

    @Test
    void aCommitThatWasThroughBeforeTheStopIsASuccess() {
        RunningAttempt attempt = attempt(Claimed.fresh());
        runner.work = same -> {
            attempt.stop(Reason.WORKER_STOPPING);
            return FakeRunner.DONE;
        };

        run(attempt);

        assertThat(jobs.written).containsExactly("succeeded");
    }

    @Test
    void anAttemptThatOnlyClosesDoesNoWorkAndCannotBeCancelled() {
        RunningAttempt attempt = attempt(Claimed.closing(Closing.CANCELLED, null));
        attempt.stop(Reason.CANCELLED);

        run(attempt);

        assertThat(runner.closings).containsExactly(new Outcome.Cancelled());
        assertThat(jobs.written).containsExactly("cancelled");
    }

    @Test
    void theEndIsRecordedWhenTheControlDatabaseComesBack() {
        runner.work = attempt -> {
            jobs.failures = 3;
            return FakeRunner.DONE;
        };

        run(Claimed.fresh());

        assertThat(jobs.written).containsExactly("succeeded");
    }

    @Test
    void theEndIsGivenUpWhenTheLeaseCannotBeAliveAnyMore() {
        runner.work = attempt -> {
            jobs.failures = 1000;
            return FakeRunner.DONE;
        };

        run(Claimed.fresh());

        assertThat(jobs.written).isEmpty();
        assertThat(Duration.ofNanos(nanos.get())).isBetween(LEASE, LEASE.plusSeconds(6));
    }

    @Test
    void whatADriverQuotesOfARowStandsInNoLog() {
        Logger logger = (Logger) LoggerFactory.getLogger(AttemptRun.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        runner.work = attempt -> {
            throw new BackupException(
                    ErrorCode.CONSTRAINT_VIOLATED, "Row 7 is refused", new IllegalStateException("(9001, s3cret)"));
        };
        try {
            run(Claimed.fresh());
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .anySatisfy(event -> assertThat(event.getFormattedMessage()).contains("Row 7 is refused"))
                .allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
    }

    private RunningAttempt attempt(Claim claim) {
        return new RunningAttempt(
                claim,
                jobs,
                new LeaseTime(LEASE, nanos::get, 0),
                new ProgressReport(claim, jobs, (same, progress) -> {}, (delay, turn) -> {}, nanos::get));
    }

    private void run(Claim claim) {
        run(attempt(claim));
    }

    private void run(RunningAttempt attempt) {
        EndRecorder recorder = new EndRecorder(jobs, length -> nanos.addAndGet(length.toNanos()));
        new AttemptRun(attempt, FakeRunner.inspecting(runner), recorder).run();
    }
}
