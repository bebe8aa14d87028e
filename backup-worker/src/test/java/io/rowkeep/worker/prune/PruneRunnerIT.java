package io.rowkeep.worker.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.PruneSpec;
import io.rowkeep.worker.attempt.AttemptStopped;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PruneRunnerIT {

    private static final SourceName SCHOOL = new SourceName("school");

    private final TestStore store = new TestStore();
    private final PruneRunner runner = new PruneRunner(store);
    private final PruneSpec spec = spec();
    private final ArtifactKeys keys = keys(spec);

    @AfterEach
    void end() {
        store.close();
    }

    @Test
    void theManifestGoesFirstAndThenEverythingElseOfThisBackupAlone() {
        PruneSpec other = spec();
        store.with(
                keys.manifest(),
                keys.absolute("1/public.a/00000-x-000000.jsonl.zst"),
                keys.absolute("2/public.a/parts.jsonl.zst"),
                keys.absolute("notes.txt"),
                keys(other).manifest(),
                keys(other).absolute("1/public.a/parts.jsonl.zst"));

        JobStatistics statistics = succeeded(TestAttempt.prune(spec, 1));

        assertThat(store.deleted).hasSize(4).first().isEqualTo(keys.manifest());
        assertThat(store.keys(keys.folder())).isEmpty();
        assertThat(store.keys(keys(other).folder())).hasSize(2);
        assertThat(statistics.parts()).isEqualTo(4);
        assertThat(statistics.bytesOut()).isEqualTo(20);
    }

    @Test
    void aBackupOfMoreThanOnePageGoesWhole() {
        IntStream.range(0, 1100)
                .parallel()
                .forEach(n -> store.with(keys.absolute("1/public.a/00000-x-%06d.jsonl.zst".formatted(n))));
        store.with(keys.manifest());
        TestAttempt attempt = TestAttempt.prune(spec, 1);

        JobStatistics statistics = succeeded(attempt);

        assertThat(statistics.parts()).isEqualTo(1101);
        assertThat(store.keys(keys.folder())).isEmpty();
        assertThat(attempt.progress).isNotEmpty().allSatisfy(progress -> {
            assertThat(progress.rows()).isZero();
            assertThat(progress.bytes()).isLessThanOrEqualTo(1101 * 5);
        });
    }

    @Test
    void anAttemptTakesUpWhatTheOneBeforeLeft() {
        store.with(keys.manifest());
        IntStream.range(0, 40).forEach(n -> store.with(keys.absolute("1/public.a/%02d".formatted(n))));
        store.beforeDelete = key -> {
            if (key.endsWith("/20")) {
                throw new BackupException(ErrorCode.STORAGE_UNAVAILABLE, "The object store is away");
            }
        };
        assertThatThrownBy(() -> runner.run(spec, TestAttempt.prune(spec, 1)))
                .isInstanceOf(BackupException.class)
                .hasMessage("The object store is away");
        assertThat(store.keys(keys.manifest())).isEmpty();
        assertThat(store.keys(keys.folder())).isNotEmpty();
        store.beforeDelete = key -> {};

        succeeded(TestAttempt.prune(spec, 2));

        assertThat(store.keys(keys.folder())).isEmpty();
        assertThat(succeeded(TestAttempt.prune(spec, 3)).parts()).isZero();
    }

    @Test
    void aStoppedAttemptDeletesNoMore() {
        store.with(keys.manifest(), keys.absolute("1/public.a/1"), keys.absolute("1/public.a/2"));
        TestAttempt attempt = TestAttempt.prune(spec, 1);
        attempt.onProgress = attempt::stop;

        assertThatThrownBy(() -> runner.run(spec, attempt)).isInstanceOf(AttemptStopped.class);

        assertThat(store.keys(keys.folder())).hasSizeGreaterThanOrEqualTo(2);
    }

    private JobStatistics succeeded(TestAttempt attempt) {
        return ((Outcome.Succeeded) runner.run(spec, attempt)).statistics();
    }

    private static PruneSpec spec() {
        return new PruneSpec(SCHOOL, DatasetName.ALL, new BackupId(UUID.randomUUID()));
    }

    private static ArtifactKeys keys(PruneSpec spec) {
        return ArtifactKeys.of(spec.source(), spec.dataset(), spec.backupId());
    }
}
