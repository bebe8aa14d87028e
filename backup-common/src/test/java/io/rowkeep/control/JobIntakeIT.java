package io.rowkeep.control;

import static io.rowkeep.control.ControlFixture.STATISTICS;
import static io.rowkeep.control.ControlFixture.UNAVAILABLE;
import static io.rowkeep.control.ControlFixture.WORKER_A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobSpec;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.Requester;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class JobIntakeIT {

    private final ControlFixture control = new ControlFixture();
    private final JobIntake intake = control.stores.intake();

    @Test
    void aRequestIsRecordedWithItsCommandAndItsAuditEntry() {
        JobSpec spec = control.backup();

        Submission submission = intake.submit(spec, control.caller, null);

        assertThat(submission.repeated()).isFalse();
        assertThat(submission.job().status()).isEqualTo(JobStatus.QUEUED);
        assertThat(control.unsentCommands(submission.job().id())).isEqualTo(1);
        assertThat(control.jdbc
                        .sql("select action || ' ' || requester || ' ' || (details ->> 'kind') from rowkeep.audit")
                        .query(String.class)
                        .list())
                .containsExactly("job.requested tests backup");
    }

    @Test
    void theSameKeyAndRequestMakeOneJobAlsoAtTheSameTime() throws Exception {
        IdempotencyKey key = new IdempotencyKey("k", "digest");
        List<Callable<Submission>> requests = IntStream.range(0, 8)
                .<Callable<Submission>>mapToObj(n -> () -> intake.submit(control.backup(), control.caller, key))
                .toList();
        Set<JobId> made = new HashSet<>();
        int first = 0;

        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(requests)) {
                made.add(answer.get().job().id());
                first += answer.get().repeated() ? 0 : 1;
            }
        }

        assertThat(made).hasSize(1);
        assertThat(first).isEqualTo(1);
        assertThat(control.jdbc
                        .sql("select count(*) from rowkeep.job")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefused() {
        intake.submit(control.backup(), control.caller, new IdempotencyKey("k", "one"));

        refused(
                () -> intake.submit(control.backup(), control.caller, new IdempotencyKey("k", "two")),
                ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void keysOfDifferentTokensAreDifferentKeys() {
        IdempotencyKey key = new IdempotencyKey("k", "digest");
        Caller other = new Caller(UUID.randomUUID(), new Requester("other"));

        assertThat(intake.submit(control.backup(), control.caller, key).repeated())
                .isFalse();
        assertThat(intake.submit(control.backup(), other, key).repeated()).isFalse();
    }

    @Test
    void aJobWithoutAnAttemptIsCancelledAtOnce() {
        JobId id = control.submit().id();

        Job cancelled = intake.cancel(id, control.caller);

        assertThat(cancelled.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(control.stores.jobs().claim(id, WORKER_A)).isEmpty();
        assertThat(control.unsentCommands(id)).isZero();
        assertThat(control.events(id)).containsExactly("io.rowkeep.backup.cancelled.v1 1");
        assertThat(intake.cancel(id, control.caller)).isEqualTo(cancelled);
        assertThat(control.events(id)).hasSize(1);
    }

    @Test
    void aRunningJobIsFlaggedAndItsWorkerLearnsOfIt() {
        JobId id = control.submit().id();
        Claim claim = control.claim(id, WORKER_A);

        assertThat(intake.cancel(id, control.caller).cancelRequested()).isTrue();

        assertThat(control.job(id).status()).isEqualTo(JobStatus.RUNNING);
        assertThat(control.stores.jobs().renew(claim)).isEqualTo(Lease.CANCEL_REQUESTED);
        assertThat(control.stores.jobs().cancelled(claim)).isTrue();
        assertThat(control.job(id).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(control.job(id).cancelRequested()).isFalse();
    }

    @Test
    void aQueuedJobWithAttemptsBehindItIsClosedByAWorker() {
        JobId id = control.submit().id();
        control.stores.jobs().retry(control.claim(id, WORKER_A), UNAVAILABLE);
        control.jdbc
                .sql("update rowkeep.job set not_before = clock_timestamp() + interval '1 hour'")
                .update();

        intake.cancel(id, control.caller);

        Claim closer = control.claim(id, WORKER_A);
        assertThat(closer.closing()).isEqualTo(Closing.CANCELLED);
        assertThat(control.events(id)).containsExactly("io.rowkeep.backup.started.v1 1");
    }

    @Test
    void aCancelThatIsRepeatedWithItsKeyIsNotRefusedBecauseTheJobHasEndedSince() {
        IdempotencyKey key = new IdempotencyKey("k", "digest");
        JobId id = control.submit().id();
        Claim claim = control.claim(id, WORKER_A);
        intake.cancel(id, control.caller, key);
        control.stores.jobs().succeed(claim, STATISTICS, null, null);

        assertThat(intake.cancel(id, control.caller, key).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void whatHasEndedOrNeverWasCannotBeCancelled() {
        JobId id = control.submit().id();
        control.stores.jobs().succeed(control.claim(id, WORKER_A), STATISTICS, null, null);

        refused(() -> intake.cancel(id, control.caller), ErrorCode.JOB_ENDED);
        refused(() -> intake.cancel(new JobId(UUID.randomUUID()), control.caller), ErrorCode.JOB_NOT_FOUND);
    }

    private static void refused(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
