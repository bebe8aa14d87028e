package io.rowkeep.worker.sweep;

import static io.rowkeep.worker.sweep.SweptSite.SCHOOL;
import static io.rowkeep.worker.sweep.SweptSite.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.settings.SweepTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a sweep comes, and that it may break off anywhere. */
class SweeperIT {

    // Whatever was written a moment ago is old: the limit lies in the future.
    private static final SweepTimes SOON =
            new SweepTimes(Duration.ofHours(-1), Duration.ofHours(1), Duration.ofDays(30));

    private final SweptSite site = new SweptSite();
    private final BackupId leftover = id();

    @AfterEach
    void end() {
        site.close();
    }

    @Test
    void oneWorkerSweepsAndTheOthersLeaveIt() {
        site.parts(leftover, 1);

        site.sweeper("a", SOON).sweepWhatIsDue();
        assertThat(site.objects(leftover)).isZero();
        site.parts(leftover, 1);
        site.sweeper("b", SOON).sweepWhatIsDue();

        assertThat(site.objects(leftover)).isEqualTo(3);
        assertThat(due()).isEqualTo("not now, of nobody");
    }

    @Test
    void aSweepThatFailedComesAgainAtTheNextPeriod() {
        site.parts(leftover, 1);
        site.store.beforeDelete = key -> {
            throw new BackupException(ErrorCode.STORAGE_UNAVAILABLE, "The object store is away");
        };

        site.sweeper("a", SOON).sweepWhatIsDue();

        assertThat(site.objects(leftover)).isEqualTo(3);
        assertThat(due()).isEqualTo("not now, of nobody");
    }

    @Test
    void aWorkerThatGoesDownLeavesTheRestToAnother() throws InterruptedException {
        site.parts(leftover, 1);
        CountDownLatch deleting = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        site.store.beforeDelete = key -> {
            deleting.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        Sweeper first = site.sweeper("a", SOON);
        first.start();
        assertThat(deleting.await(30, TimeUnit.SECONDS)).isTrue();

        first.close();

        // A close waits two seconds for what it interrupts, which may go on for longer on a busy machine.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(due()).isEqualTo("now, of nobody"));
        site.store.beforeDelete = key -> {};
        site.sweeper("b", SOON).sweepWhatIsDue();
        assertThat(site.objects(leftover)).isZero();
    }

    @Test
    void aSweepThatDiedInTheMiddleIsDoneAgain() {
        site.parts(leftover, 1);
        site.parts(id(), 1);
        AtomicInteger steps = new AtomicInteger();
        assertThatThrownBy(() -> site.sweep().run(SCHOOL, SweepLimits.at(Instant.now(), SOON), () -> {
                    if (steps.incrementAndGet() > 6) {
                        throw new SweepStopped("test");
                    }
                }))
                .isInstanceOf(SweepStopped.class);

        site.sweepLater();

        assertThat(site.store.keys("school/")).isEmpty();
    }

    @Test
    void twoAtOnceDoNoHarm() throws Exception {
        BackupId running = id(site.backup());
        site.parts(running, 1);
        for (int i = 0; i < 20; i++) {
            site.parts(id(), 1);
        }
        List<Callable<SweepOutcome>> both = List.of(site::sweepLater, site::sweepLater);

        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var outcome : threads.invokeAll(both)) {
                outcome.get();
            }
        }

        assertThat(site.store.keys("school/")).hasSize(3);
        assertThat(site.objects(running)).isEqualTo(3);
    }

    private String due() {
        return site.sql().sql("""
                select (case when due_at <= clock_timestamp() then 'now' else 'not now' end)
                       || ', of ' || coalesce(owner, 'nobody')
                  from rowkeep.sweep
                """).query(String.class).single();
    }
}
