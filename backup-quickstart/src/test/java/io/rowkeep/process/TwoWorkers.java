package io.rowkeep.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.judge.Api;
import io.rowkeep.judge.Events;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** An API and two workers as processes of their own, each worker behind gates. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoWorkers {

    final Site site;
    final Api api;
    Events events;
    Site.Worker one;
    Site.Worker two;

    TwoWorkers(Site site) {
        this.site = site;
        this.api = site.api();
    }

    @BeforeEach
    void twoWorkers() throws Exception {
        one = living(one);
        two = living(two);
        site.awaitWorkers(2);
        events = Events.listen(site.broker());
    }

    private Site.Worker living(Site.@Nullable Worker worker) {
        if (worker == null) {
            return site.startWorker();
        }
        if (worker.program().isAlive()) {
            return worker;
        }
        site.forgetWorkers();
        return site.startWorker();
    }

    @AfterEach
    void openEverything() {
        for (Site.Worker worker : List.of(one, two)) {
            worker.store().open();
            worker.source().open();
        }
        events.close();
    }

    @AfterAll
    void stop() {
        site.close();
    }

    /**
     * Asks for a job and returns its id when the worker that took it stands still at one of its gates.
     *
     * @param gate which one
     * @param bytes how many bytes pass before
     */
    String held(Function<Site.Worker, Gate> gate, long bytes, String path, String body) {
        gate.apply(one).holdAfter(bytes);
        gate.apply(two).holdAfter(bytes);
        String id = api.ask(path, body);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> gate.apply(one).isHeld() || gate.apply(two).isHeld());
        assertThat(api.job(id).get("status").stringValue()).isEqualTo("RUNNING");
        gate.apply(held(gate) == one ? two : one).open();
        return id;
    }

    /** The worker that stands still there. */
    Site.Worker held(Function<Site.Worker, Gate> gate) {
        return gate.apply(one).isHeld() ? one : two;
    }

    void hears(String id, String... happened) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(events.of(id)).containsExactly(happened));
    }
}
