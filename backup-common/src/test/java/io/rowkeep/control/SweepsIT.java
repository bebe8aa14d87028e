package io.rowkeep.control;

import static io.rowkeep.control.ControlFixture.SCHOOL;
import static io.rowkeep.control.ControlFixture.WORKER_A;
import static io.rowkeep.control.ControlFixture.WORKER_B;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.job.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepsIT {

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);

    private final ControlFixture control = new ControlFixture();
    private final Sweeps sweeps = control.stores.sweeps();

    @Test
    void oneOfManyWorkersHasTheSweep() throws Exception {
        List<Callable<Optional<Instant>>> claims = IntStream.range(0, 8)
                .<Callable<Optional<Instant>>>mapToObj(n -> () -> sweeps.claim(SCHOOL, new WorkerId("w" + n), LEASE))
                .toList();
        int won = 0;

        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var claim : threads.invokeAll(claims)) {
                won += claim.get().isPresent() ? 1 : 0;
            }
        }

        assertThat(won).isEqualTo(1);
    }

    @Test
    void afterOneTheNextIsDueLater() {
        sweeps.claim(SCHOOL, WORKER_A, LEASE);
        sweeps.finish(SCHOOL, WORKER_A, HOUR);
        assertThat(sweeps.claim(SCHOOL, WORKER_B, LEASE)).isEmpty();

        control.jdbc
                .sql("update rowkeep.sweep set due_at = due_at - interval '1 hour'")
                .update();

        assertThat(sweeps.claim(SCHOOL, WORKER_B, LEASE)).isPresent();
    }

    @Test
    void aLostSweepIsTakenOverAndItsFirstWorkerHasNoSayAnyMore() {
        sweeps.claim(SCHOOL, WORKER_A, LEASE);
        assertThat(sweeps.renew(SCHOOL, WORKER_A, LEASE)).isTrue();
        control.jdbc
                .sql("update rowkeep.sweep set lease_until = clock_timestamp() - interval '1 second'")
                .update();

        assertThat(sweeps.claim(SCHOOL, WORKER_B, LEASE)).isPresent();

        assertThat(sweeps.renew(SCHOOL, WORKER_A, LEASE)).isFalse();
        sweeps.finish(SCHOOL, WORKER_A, Duration.ZERO);
        assertThat(sweeps.renew(SCHOOL, WORKER_B, LEASE)).isTrue();
    }
}
