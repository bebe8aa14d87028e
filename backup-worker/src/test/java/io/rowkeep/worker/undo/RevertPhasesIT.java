package io.rowkeep.worker.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.failure.ErrorType;
import io.rowkeep.worker.attempt.AttemptStopped;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.change.LostAnswer;
import io.rowkeep.worker.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whenever a change that saves before-images breaks off, nothing was applied, and the next attempt does it. */
class RevertPhasesIT {

    enum Phase {
        BEFORE_SAVING,
        FIRST_PART_SAVED,
        MANIFEST_STORED,
        NEVER_COMMITTED
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RevertBench bench = new RevertBench();
    private final Source source = bench.source;
    private final TestAttempt attempt = bench.merge(true);

    @ParameterizedTest
    @EnumSource(Phase.class)
    void anUndoThatBreaksOffIsDoneByTheNextAttempt(Phase phase) {
        Map<String, List<String>> before = bench.contents();
        Outcome.Succeeded done = bench.change(attempt);
        Map<String, List<String>> after = bench.contents();
        TestAttempt first = bench.attempt(bench.undo(attempt, done, false));
        Source broken = breaking(first, phase);

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> bench.run(first, broken))
                .satisfies(failure -> assertThat(failure.type()).isEqualTo(ErrorType.TRANSIENT));

        assertThat(bench.contents()).isEqualTo(after);
        bench.store.afterWrite = key -> {};
        bench.run(bench.after(first), source);
        assertThat(bench.contents()).isEqualTo(before);
    }

    @Test
    void nothingIsAppliedWhenTheImagesAreNotStored() {
        Map<String, List<String>> before = bench.contents();
        bench.store.onWrite = key -> {
            throw new BackupException(ErrorCode.STORAGE_UNAVAILABLE, "The bucket is away");
        };
        assertThatThrownBy(() -> bench.change(attempt)).hasMessageContaining("The bucket is away");
        bench.store.onWrite = key -> attempt.stop();
        assertThatThrownBy(() -> bench.change(attempt)).isInstanceOf(AttemptStopped.class);

        assertThat(bench.contents()).isEqualTo(before);
        assertThat(bench.value("select count(*) from rowkeep.applied_job")).isEqualTo("0");
    }

    @Test
    void theChangeSaysThatItLivesWhileTheBucketIsSlow() {
        bench.sql(
                "create table big (id int primary key, v text)",
                "insert into big select n, (select string_agg(md5(random()::text), '') from generate_series(1, 1000 + n % 2)) from generate_series(1, 2000) n");
        AtomicBoolean waitedFor = new AtomicBoolean();
        AtomicBoolean first = new AtomicBoolean(true);
        bench.store.onWrite = key -> {
            if (key.endsWith("parts.jsonl.zst")) {
                awaitTheChange("state = 'idle in transaction' and query = 'select 1'");
            } else if (first.getAndSet(false)) {
                // All buffers are full by then: the server waits for us and needs no sign of life.
                awaitTheChange(
                        "state = 'active' and wait_event = 'ClientWrite' and clock_timestamp() > query_start + interval '3 s'");
                waitedFor.set(true);
            } else {
                await().atMost(PATIENCE).untilTrue(waitedFor);
            }
        };

        Outcome.Succeeded done =
                bench.change(attempt, source, new ImagedChange(Map.of(TableName.parse("public.big"), List.of())));

        assertThat(done.backup())
                .isNotNull()
                .satisfies(
                        record -> assertThat(record.tables().getFirst().rows()).isEqualTo(2000));
    }

    @Test
    void aLostAnswerToCommitIsASuccessWithItsImages() {
        Outcome.Succeeded done = bench.change(attempt, LostAnswer.of(source, true), RevertBench.CHANGE);

        assertThat(done.backup())
                .isNotNull()
                .satisfies(record -> assertThat(record.content()).isEqualTo(BackupContent.BEFORE_IMAGES));
        bench.done(bench.undo(attempt, done, false), source);
    }

    private Source breaking(TestAttempt undo, Phase phase) {
        switch (phase) {
            case BEFORE_SAVING -> undo.onSaving = id -> killed(undo);
            case FIRST_PART_SAVED -> bench.store.afterWrite = key -> killed(undo);
            case MANIFEST_STORED ->
                bench.store.afterWrite = key -> {
                    if (key.endsWith("manifest.json")) {
                        killed(undo);
                    }
                };
            case NEVER_COMMITTED -> {
                return LostAnswer.of(source, false);
            }
        }
        return source;
    }

    /** As when its process is gone: the server ends its sessions. */
    private void killed(TestAttempt undo) {
        bench.column(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name like 'rowkeep/%s/%%'"
                        .formatted(undo.claim().jobId()));
    }

    private void awaitTheChange(String condition) {
        String sessions = "select count(*) from pg_stat_activity where application_name like 'rowkeep/%s/%%' and %s"
                .formatted(attempt.claim().jobId(), condition);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bench.value(sessions)).isEqualTo("1"));
    }
}
