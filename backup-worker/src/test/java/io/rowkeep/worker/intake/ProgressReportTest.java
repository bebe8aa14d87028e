package io.rowkeep.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.job.JobProgress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressReportTest {

    private final FakeJobs jobs = new FakeJobs();
    private final List<Long> sent = new ArrayList<>();
    private final ArrayDeque<Runnable> turns = new ArrayDeque<>();
    private final List<Duration> delays = new ArrayList<>();
    private long now = Duration.ofDays(1).toNanos();
    private final ProgressReport report = new ProgressReport(
            Claimed.fresh(), jobs, (claim, progress) -> sent.add(progress.rows()), this::after, () -> now);

    @Test
    void theFirstNumbersAreSentAtOnceAndTheOthersOnceASecond() {
        report.latest(rows(1));
        turns.remove().run();
        now += Duration.ofMillis(300).toNanos();
        report.latest(rows(2));
        report.latest(rows(3));
        now += Duration.ofMillis(700).toNanos();
        turns.remove().run();

        assertThat(delays).containsExactly(Duration.ZERO, Duration.ofMillis(700));
        assertThat(sent).containsExactly(1L, 3L);
        assertThat(turns).isEmpty();
    }

    @Test
    void numbersThatComeLateAreSentAtOnce() {
        report.latest(rows(1));
        turns.remove().run();
        now += Duration.ofSeconds(5).toNanos();
        report.latest(rows(2));

        assertThat(delays).containsExactly(Duration.ZERO, Duration.ZERO);
    }

    @Test
    void theLastNumbersAreRecordedButNotSentBesideTheEnd() {
        report.latest(rows(7));

        report.last();
        turns.remove().run();

        assertThat(jobs.written).containsExactly("progress 7");
        assertThat(sent).isEmpty();
    }

    private void after(long nanos, Runnable turn) {
        delays.add(Duration.ofNanos(nanos));
        turns.add(turn);
    }

    private static JobProgress rows(long rows) {
        return new JobProgress(rows, 0, new JobProgress.TableCount(0, 1), List.of());
    }
}
