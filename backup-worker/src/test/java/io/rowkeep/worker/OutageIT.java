package io.rowkeep.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatus;
import io.rowkeep.testing.RabbitServer;
import io.rowkeep.worker.attempt.AttemptStopped;
import io.rowkeep.worker.intake.FakeRunner;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutageIT {

    private static final Duration PATIENCE = WorkersFixture.PATIENCE;

    private final URI broker = RabbitServer.shared().virtualHost();
    private final WorkersFixture fixture = new WorkersFixture(broker);
    private final TestRunners.Work work = new TestRunners.Work();

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void jobsWaitForABrokerThatIsDownAndWorkersStartWithoutIt() {
        fixture.worker(work);
        fixture.awaitStatus(fixture.submit(), JobStatus.SUCCEEDED);

        RabbitServer.shared().stop();
        JobId id;
        try {
            id = fixture.submit();
            fixture.worker(work);
            assertThat(fixture.job(id).status()).isEqualTo(JobStatus.QUEUED);
        } finally {
            RabbitServer.shared().start();
        }

        fixture.awaitStatus(id, JobStatus.SUCCEEDED);
        fixture.awaitStatus(fixture.submit(), JobStatus.SUCCEEDED);
    }

    @Test
    void aBrokerThatComesBackEmptyGetsItsQueuesAgain() {
        fixture.worker(work);
        fixture.awaitStatus(fixture.submit(), JobStatus.SUCCEEDED);
        String name = broker.getPath().substring(1);

        RabbitServer.shared().ctl("delete_vhost", name);
        RabbitServer.shared().ctl("add_vhost", name);
        RabbitServer.shared().ctl("set_permissions", "-p", name, "guest", ".*", ".*", ".*");

        fixture.awaitStatus(fixture.submit(), JobStatus.SUCCEEDED);
    }

    @Test
    void theEndOfAJobIsRecordedWhenTheControlDatabaseIsBackWithinTheLease() {
        CountDownLatch begun = new CountDownLatch(1);
        work.inspect().work = attempt -> {
            fixture.shutControlOut();
            begun.countDown();
            return FakeRunner.DONE;
        };
        fixture.worker(work);
        JobId id = fixture.submit();
        awaitLatch(begun);

        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        fixture.letControlIn();

        assertThat(fixture.awaitStatus(id, JobStatus.SUCCEEDED).attempt()).isEqualTo(1);
    }

    @Test
    void anAttemptStopsWhenTheControlDatabaseIsAwayForLongerThanItsLease() {
        AtomicReference<AttemptStopped.Reason> reason = new AtomicReference<>();
        try (WorkersFixture shortLeases =
                new WorkersFixture(RabbitServer.shared().virtualHost(), Duration.ofSeconds(4))) {
            work.inspect().work = attempt -> {
                CountDownLatch stopped = new CountDownLatch(1);
                attempt.onStop(stopped::countDown);
                shortLeases.shutControlOut();
                awaitLatch(stopped);
                try {
                    attempt.checkpoint();
                } catch (AttemptStopped e) {
                    reason.set(e.reason());
                    throw e;
                }
                return FakeRunner.DONE;
            };
            shortLeases.worker(work);
            JobId id = shortLeases.submit();

            await().atMost(PATIENCE).until(() -> reason.get() != null);
            work.inspect().work = attempt -> FakeRunner.DONE;
            shortLeases.letControlIn();

            assertThat(reason).hasValue(AttemptStopped.Reason.LEASE_LOST);
            assertThat(shortLeases.awaitStatus(id, JobStatus.SUCCEEDED).attempt())
                    .isGreaterThan(1);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
