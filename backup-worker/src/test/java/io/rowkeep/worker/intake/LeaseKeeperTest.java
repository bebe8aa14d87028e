package io.rowkeep.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.control.Claim;
import io.rowkeep.control.Lease;
import io.rowkeep.worker.attempt.AttemptStopped;
import io.rowkeep.worker.attempt.AttemptStopped.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {

    private static final Duration LEASE = Duration.ofSeconds(15);

    private final FakeJobs jobs = new FakeJobs();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final RunningAttempt attempt = attempt();
    private final LeaseKeeper keeper = new LeaseKeeper(jobs::renew, LEASE);

    LeaseKeeperTest() {
        keeper.keep(attempt);
    }

    @Test
    void aRenewedLeaseLivesOn() {
        for (int turn = 0; turn < 10; turn++) {
            pass(LEASE.minusSeconds(1));
            keeper.renewAll();
            keeper.stopExpired();
        }

        assertThat(attempt.stopped()).isEmpty();
    }

    @Test
    void anUnreachableControlDatabaseStopsTheAttemptWhenTheLeaseRunsOut() {
        jobs.failures = 1000;

        pass(LEASE.minusNanos(1));
        keeper.renewAll();
        keeper.stopExpired();
        assertThat(attempt.stopped()).isEmpty();

        pass(Duration.ofNanos(1));
        keeper.stopExpired();
        assertThat(attempt.stopped()).contains(Reason.LEASE_LOST);
    }

    @Test
    void aFrozenProcessLearnsAtItsNextCheckpointThatItsLeaseIsOver() {
        attempt.checkpoint();

        pass(LEASE);

        assertThatThrownBy(attempt::checkpoint).isInstanceOf(AttemptStopped.class);
        assertThat(attempt.stopped()).contains(Reason.LEASE_LOST);
    }

    @Test
    void theLeaseCountsFromBeforeTheRenewalWasAskedFor() {
        LeaseKeeper slow = new LeaseKeeper(
                claim -> {
                    pass(Duration.ofSeconds(10));
                    return Lease.HELD;
                },
                LEASE);
        slow.keep(attempt);

        slow.renewAll();
        pass(Duration.ofSeconds(5));
        slow.stopExpired();

        assertThat(attempt.stopped()).contains(Reason.LEASE_LOST);
    }

    @Test
    void aLostLeaseStopsTheAttempt() {
        jobs.leases.add(Lease.LOST);

        keeper.renewAll();

        assertThat(attempt.stopped()).contains(Reason.LEASE_LOST);
    }

    @Test
    void aRenewalLearnsOfTheCancellation() {
        jobs.leases.addAll(List.of(Lease.HELD, Lease.CANCEL_REQUESTED));

        keeper.renewAll();
        assertThat(attempt.stopped()).isEmpty();

        keeper.renewAll();
        assertThat(attempt.stopped()).contains(Reason.CANCELLED);
    }

    @Test
    void aCancellationIsLearntInHalfOfItsTwoSecondsHoweverLongTheLease() {
        assertThat(LeaseKeeper.period(Duration.ofMinutes(5))).isEqualTo(Duration.ofSeconds(1));
        assertThat(LeaseKeeper.period(Duration.ofSeconds(2))).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void anEndedAttemptIsNotRenewed() {
        keeper.release(attempt);
        jobs.leases.add(Lease.LOST);

        keeper.renewAll();

        assertThat(jobs.leases).hasSize(1);
    }

    @Test
    void aStopEndsTheCallInProgressOnceAndOnAnotherThread() throws InterruptedException {
        AtomicLong calls = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(1);
        attempt.onStop(() -> {
            calls.incrementAndGet();
            ended.countDown();
        });
        attempt.onStop(() -> calls.addAndGet(100)).close();

        attempt.stop(Reason.CANCELLED);
        attempt.stop(Reason.LEASE_LOST);

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(calls).hasValue(1);
    }

    @Test
    void aCallThatBeginsAfterTheStopIsEndedAtOnce() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        attempt.stop(Reason.CANCELLED);

        attempt.onStop(ended::countDown);

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private RunningAttempt attempt() {
        Claim claim = Claimed.fresh();
        return new RunningAttempt(
                claim,
                jobs,
                new LeaseTime(LEASE, nanos::get, nanos.get()),
                new ProgressReport(claim, jobs, (same, progress) -> {}, (delay, turn) -> {}, nanos::get));
    }
}
