package io.rowkeep.worker.change;

import static io.rowkeep.worker.change.ChangeBench.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.failure.ErrorType;
import io.rowkeep.job.ChangeSpec;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.source.Source;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whenever an attempt breaks off, the tables are as before or as asked, and the next attempt or the closer ends the job right. */
class EveryPhaseIT {

    private static final Outcome.Failed FAILED =
            new Outcome.Failed(new JobError(ErrorCode.ATTEMPTS_EXHAUSTED, "Every attempt was lost"));

    enum Kind {
        CLEAR,
        REPLACE,
        UNDO
    }

    enum Phase {
        BEFORE_SAVING,
        FIRST_PART_SAVED,
        MANIFEST_NOT_STORED,
        MANIFEST_STORED,
        CHANGED,
        NEVER_COMMITTED,
        ANSWER_LOST
    }

    private final ChangeBench bench = new ChangeBench();
    private final Source source = bench.withDataset(DatasetName.ALL, List.of(), rule("public.users", "is_admin"));

    @BeforeEach
    void makeTables() {
        bench.sql(
                "create table users (id int primary key, name text, is_admin boolean)",
                "create table note (id int primary key, author int references users on delete cascade)",
                "create table loose (v text)",
                "insert into users select n, 'user ' || n, n = 1 from generate_series(1, 10) n",
                "insert into note select n, 1 + n % 10 from generate_series(1, 30) n",
                "insert into loose select 'v' || n from generate_series(1, 10) n");
    }

    @ParameterizedTest
    @CsvSource({
        "CLEAR, BEFORE_SAVING", "CLEAR, FIRST_PART_SAVED", "CLEAR, MANIFEST_NOT_STORED", "CLEAR, MANIFEST_STORED",
        "CLEAR, CHANGED", "CLEAR, NEVER_COMMITTED", "REPLACE, BEFORE_SAVING", "REPLACE, FIRST_PART_SAVED",
        "REPLACE, MANIFEST_NOT_STORED", "REPLACE, MANIFEST_STORED", "REPLACE, CHANGED", "REPLACE, NEVER_COMMITTED",
        "UNDO, BEFORE_SAVING", "UNDO, FIRST_PART_SAVED", "UNDO, MANIFEST_NOT_STORED", "UNDO, MANIFEST_STORED",
        "UNDO, CHANGED", "UNDO, NEVER_COMMITTED"
    })
    void whatBreaksOffBeforeTheCommitLeavesTheTablesAndIsDoneByTheNext(Kind kind, Phase phase) {
        ChangeSpec spec = spec(kind);
        Map<String, List<String>> before = bench.contents();
        long decisions = decisions();
        TestAttempt first = bench.attempt(spec);
        Source broken = breaking(first, phase);

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> bench.run(first, broken))
                .satisfies(failure -> assertThat(failure.type()).isEqualTo(ErrorType.TRANSIENT));

        assertThat(bench.contents()).isEqualTo(before);
        assertThat(decisions()).isEqualTo(decisions);
        heal();
        Outcome.Succeeded second = (Outcome.Succeeded) bench.run(bench.after(first), source);
        requireDone(kind, second, before);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aLostAnswerToCommitIsASuccessWithItsSafetyBackup(Kind kind) {
        ChangeSpec spec = spec(kind);
        Map<String, List<String>> before = bench.contents();
        TestAttempt first = bench.attempt(spec);

        Outcome.Succeeded done = (Outcome.Succeeded) bench.run(first, breaking(first, Phase.ANSWER_LOST));

        requireDone(kind, done, before);
        Outcome again = bench.run(bench.after(first), source);
        assertThat(again).isEqualTo(done);
        assertThat(bench.changes(source).close(spec, bench.after(first), FAILED))
                .isEqualTo(done);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aCloserVoidsWhatWasNotCommitted(Kind kind) {
        ChangeSpec spec = spec(kind);
        Map<String, List<String>> before = bench.contents();
        TestAttempt first = bench.attempt(spec);
        first.onSaving = id -> assertThat(bench.changes(source).close(spec, bench.after(first), FAILED))
                .isEqualTo(FAILED);

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> bench.run(first, source))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));

        assertThat(bench.contents()).isEqualTo(before);
        assertThat(bench.run(bench.after(first), source)).isEqualTo(FAILED);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSuccessIsNotRecordedWithoutItsSafetyBackup(Kind kind) {
        ChangeSpec spec = spec(kind);
        TestAttempt first = bench.attempt(spec);
        Outcome.Succeeded done = (Outcome.Succeeded) bench.run(first, source);
        bench.store.onRead = key -> unavailable();

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> bench.run(bench.after(first), source))
                .satisfies(failure -> assertThat(failure.type()).isEqualTo(ErrorType.TRANSIENT));
        heal();
        assertThat(bench.run(bench.after(first), source)).isEqualTo(done);

        bench.store.objects.keySet().removeIf(key -> key.contains(String.valueOf(done.safetyBackup())));
        assertThat(bench.run(bench.after(first), source))
                .isEqualTo(new Outcome.Succeeded(done.statistics(), done.safetyBackup(), null));
    }

    /** The source for an attempt that breaks off in a phase. */
    private Source breaking(TestAttempt attempt, Phase phase) {
        switch (phase) {
            case BEFORE_SAVING -> attempt.onSaving = id -> killed(attempt);
            case FIRST_PART_SAVED -> bench.store.afterWrite = key -> killed(attempt);
            case MANIFEST_NOT_STORED ->
                bench.store.onWrite = key -> {
                    if (key.endsWith("manifest.json")) {
                        unavailable();
                    }
                };
            case MANIFEST_STORED ->
                bench.store.afterWrite = key -> {
                    if (key.endsWith("manifest.json")) {
                        killed(attempt);
                    }
                };
            case CHANGED ->
                bench.store.afterWrite = key -> {
                    if (key.endsWith("manifest.json")) {
                        // The first is passed before the change, the next ones after it.
                        attempt.onCheckpoint = () -> attempt.onCheckpoint = () -> killed(attempt);
                    }
                };
            case NEVER_COMMITTED -> {
                return LostAnswer.of(source, false);
            }
            case ANSWER_LOST -> {
                return LostAnswer.of(source, true);
            }
        }
        return source;
    }

    private void heal() {
        bench.store.onRead = key -> {};
        bench.store.onWrite = key -> {};
        bench.store.afterWrite = key -> {};
    }

    /** As when its process is gone: the server ends its sessions. */
    private void killed(TestAttempt attempt) {
        bench.column(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name like 'rowkeep/%s/%%'"
                        .formatted(attempt.claim().jobId()));
    }

    private static void unavailable() {
        throw new BackupException(ErrorCode.STORAGE_UNAVAILABLE, "The bucket is away");
    }

    private long decisions() {
        return bench.value("select to_regclass('rowkeep.applied_job') is null").equals("t")
                ? 0
                : Long.parseLong(bench.value("select count(*) from rowkeep.applied_job"));
    }

    private ChangeSpec spec(Kind kind) {
        ClearSpec clear = new ClearSpec(source.name(), DatasetName.ALL, List.of(), false, false, true);
        return switch (kind) {
            case CLEAR -> clear;
            case REPLACE -> {
                BackupId backup = bench.backUp(DatasetName.ALL, source);
                bench.sql("delete from note where id > 10", "update users set name = 'x'", "delete from loose");
                yield RestoreSpec.replace(source.name(), DatasetName.ALL, backup, List.of(), true);
            }
            case UNDO -> {
                BackupId saved = bench.done(clear, source).safetyBackup();
                bench.sql("insert into users values (77, 'since', false)", "insert into loose values ('since')");
                yield new UndoSpec(
                        source.name(),
                        DatasetName.ALL,
                        new JobId(UUID.randomUUID()),
                        saved == null ? new BackupId(UUID.randomUUID()) : saved,
                        null,
                        null,
                        false,
                        true);
            }
        };
    }

    private void requireDone(Kind kind, Outcome.Succeeded outcome, Map<String, List<String>> before) {
        String counts = bench.value(
                "select (select count(*) from users) || ' ' || (select count(*) from note) || ' ' || (select count(*) from loose)");
        assertThat(counts)
                .isEqualTo(
                        switch (kind) {
                            case CLEAR -> "1 0 0";
                            case REPLACE -> "10 30 10";
                            case UNDO -> "11 30 11";
                        });
        BackupId id = outcome.safetyBackup();
        assertThat(id).isNotNull();
        assertThat(bench.value("select safety_backup_id from rowkeep.applied_job order by applied_at desc limit 1"))
                .isEqualTo(String.valueOf(id));
        assertThat(outcome.backup())
                .isNotNull()
                .satisfies(record -> assertThat(record.id()).isEqualTo(id));
        Manifest manifest = new BackupReader(bench.store).manifest(source.name(), DatasetName.ALL, id);
        assertThat(manifest.tables())
                .allSatisfy(table -> assertThat(table.rows())
                        .isEqualTo(before.get("only " + table.name()).size()));
        assertThat(manifest.tables()).hasSize(3);
    }
}
