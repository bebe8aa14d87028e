package io.rowkeep.worker.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.source.Source;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tables are saved by name, whatever a dataset selects, in the way of every backup. */
class SafetyBackupsIT {

    private static final ClearSpec SPEC =
            new ClearSpec(Exports.SOURCE, new DatasetName("unknown"), List.of(), false, false, true);

    private final Exports exports = new Exports();
    private final Source source = exports.source();
    private final TestAttempt attempt = TestAttempt.change(new JobId(UUID.randomUUID()), SPEC, 3, true);
    private final SafetyBackups safety = new SafetyBackups(
            new BackupWriter(exports.bucket, InstantSource.system(), 1 << 20), new TimeOrderedIds(Clock.systemUTC()));

    private BackupRecord save(BackupId id, Runnable whileSaving, String... tables) {
        List<TableName> names = Arrays.stream(tables).map(TableName::parse).toList();
        return safety.save(id, source, names, attempt, whileSaving);
    }

    @Test
    void exactlyTheNamedTablesAreSavedTheEmptyOnesToo() {
        exports.sql(
                "create table \"t.*\" (i int)",
                "create table t (i int)",
                "create table \"t_x\" (i int)",
                "create table p (i int) partition by list (i)",
                "create table p1 partition of p for values in (1)",
                "insert into t select generate_series(1, 10)",
                "insert into p values (1)");
        BackupId id = safety.next();
        List<BackupId> announced = new ArrayList<>();
        attempt.onSaving = announced::add;

        BackupRecord saved = save(id, () -> {}, "public.\"t.*\"", "public.t", "public.p1");

        Manifest manifest = new BackupReader(exports.bucket).manifest(Exports.SOURCE, SPEC.dataset(), id);
        assertThat(announced).containsExactly(id);
        assertThat(manifest.tables())
                .extracting(table -> table.name().name() + " " + table.rows())
                .containsExactly("p1 1", "t 10", "t.* 0");
        assertThat(manifest.savedFor()).isEqualTo(JobKind.CLEAR);
        assertThat(manifest.format()).isEqualTo(BackupFormat.NATIVE);
        assertThat(manifest.jobId()).isEqualTo(attempt.claim().jobId());
        assertThat(manifest.attempt()).isEqualTo(3);
        assertThat(safety.find(id, SPEC)).contains(saved);
        assertThat(safety.find(safety.next(), SPEC)).isEmpty();
    }

    @Test
    void whoeverHoldsTheLocksIsCalledAgainAndAgain() {
        exports.sql("create table t (v text)", "insert into t select repeat('v', 1000) from generate_series(1, 5000)");
        AtomicInteger calls = new AtomicInteger();

        save(safety.next(), calls::incrementAndGet, "public.t");

        assertThat(calls).hasValueGreaterThan(10);
    }

    @Test
    void whatCannotBeSavedIsNamedWithTheReason() {
        exports.sql("create table t (i int)", "create view v as select * from t");

        assertThatThrownBy(() -> save(safety.next(), () -> {}, "public.t", "public.v", "public.gone"))
                .isInstanceOfSatisfying(
                        BackupException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageContaining("public.gone (not a table of its own), public.v (view)");
        assertThat(exports.bucket.objects).isEmpty();
    }
}
