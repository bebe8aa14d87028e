package io.rowkeep.worker.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.control.AnnouncedSource;
import io.rowkeep.job.WorkerId;
import io.rowkeep.worker.source.Sources;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncerTest {

    private static final WorkerId WORKER = new WorkerId("here/1/a");

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    @TempDir
    Path folder;

    @Test
    void theFirstAnnouncementKnowsTheTables() {
        FakeSource source = new FakeSource();
        source.tables = List.of("public.a");

        try (Announcer announcer = announcer(source)) {
            announcer.start();

            await().until(() -> !calls.isEmpty());
        }

        assertThat(calls).containsExactly("here/1/a 1.2 [public.a]", "here/1/a left");
    }

    @Test
    void theHealthFileIsTouchedOnlyWhenTheAnnouncementWentWell() {
        try (Announcer announcer = announcer(new FakeSource())) {
            announcer.start();
            await().untilAsserted(() -> assertThat(folder.resolve("health")).exists());
        }
        assertThat(folder.resolve("health")).doesNotExist();

        down = true;
        calls.clear();
        try (Announcer announcer = announcer(new FakeSource())) {
            announcer.start();
            await().until(() -> calls.contains("refused"));
        }
        assertThat(folder.resolve("health")).doesNotExist();
    }

    private Announcer announcer(FakeSource source) {
        return new Announcer(
                new Written(),
                WORKER,
                "1.2",
                new Sources(List.of(source)),
                folder.resolve("health"),
                Clock.systemUTC());
    }

    /** A registry that writes down what it is told. */
    private final class Written implements Registry {

        @Override
        public void announce(WorkerId worker, String version, List<AnnouncedSource> sources) {
            if (down) {
                calls.add("refused");
                throw new IllegalStateException("The control database is down");
            }
            calls.add("%s %s %s"
                    .formatted(
                            worker,
                            version,
                            sources.getFirst().datasets().getFirst().tables()));
        }

        @Override
        public void leave(WorkerId worker) {
            calls.add(worker + " left");
        }
    }
}
