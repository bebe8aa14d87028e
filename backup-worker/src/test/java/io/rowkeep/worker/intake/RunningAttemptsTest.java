package io.rowkeep.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.control.Lease;
import io.rowkeep.job.InspectSpec;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RunningAttemptsTest {

    private final FakeJobs jobs = new FakeJobs();
    private final CountDownLatch working = new CountDownLatch(2);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final LeaseKeeper keeper = new LeaseKeeper(claim -> Lease.HELD, Duration.ofMinutes(1));

    @Test
    void aJobThatCannotBeHandedBackDoesNotKeepTheOthersFromIt() throws InterruptedException {
        RunningAttempts running = attempts();
        running.open();
        start(running);
        start(running);
        // An attempt that is stopped before it works hands itself back.
        working.await();
        jobs.failures = 1;

        running.close(Duration.ofMillis(1));

        assertThat(jobs.written).containsExactly("handed back");
        hanging.countDown();
    }

    private RunningAttempts attempts() {
        FakeRunner<InspectSpec> runner = new FakeRunner<>();
        runner.work = attempt -> {
            working.countDown();
            awaitUninterruptibly();
            return FakeRunner.DONE;
        };
        return new RunningAttempts(
                jobs,
                keeper,
                FakeRunner.inspecting(runner),
                new EndRecorder(jobs, pause -> {}),
                (claim, progress) -> {},
                Duration.ofMinutes(1),
                System::nanoTime);
    }

    private void start(RunningAttempts running) {
        running.start(Claimed.fresh(), System.nanoTime(), () -> {});
    }

    private void awaitUninterruptibly() {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
