package io.rowkeep.worker.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.JobError;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.change.LostAnswer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A restore happens once or not at all, and the target's ledger says which. */
class LedgerIT {

    private static final Outcome.Failed FAILED =
            new Outcome.Failed(new JobError(ErrorCode.ATTEMPTS_EXHAUSTED, "Every attempt was lost"));

    private final RestoreBench bench = new RestoreBench();
    private RestoreSpec spec;
    private TestAttempt first;

    @BeforeEach
    void damageATable() {
        bench.sql("create table t (id int primary key)", "insert into t select generate_series(1, 10)");
        spec = bench.spec(bench.backup(BackupFormat.JSON));
        first = bench.attempt(spec);
        bench.sql("delete from t");
    }

    private TestAttempt later(boolean undecided) {
        return TestAttempt.change(first.claim().jobId(), spec, 2, undecided);
    }

    private int rows() {
        return Integer.parseInt(bench.value("select count(*) from t"));
    }

    @Test
    void anAttemptAfterOneThatWasAppliedChangesNothing() {
        Outcome.Succeeded applied = (Outcome.Succeeded) bench.run(first);
        bench.sql("delete from t where id > 3");

        Outcome again = bench.run(later(true));

        assertThat(again).isEqualTo(applied);
        assertThat(bench.close(later(true), FAILED)).isEqualTo(applied);
        assertThat(rows()).isEqualTo(3);
        assertThat(bench.column("select outcome || attempt || requested_by from rowkeep.applied_job"))
                .containsExactly("applied1tests");
    }

    @Test
    void anAttemptFindsADecisionThatCameAfterItHadLooked() {
        first.onApplying = () -> bench.sql(
                "insert into rowkeep.applied_job (job_id, outcome, attempt, requested_by) values ('%s', 'void', 2, 'x')"
                        .formatted(first.claim().jobId()));

        assertThat(bench.run(first)).isInstanceOf(Outcome.Cancelled.class);
        assertThat(rows()).isZero();
    }

    @Test
    void aCloserEndsTheSessionOfAFrozenAttemptAndVoidsTheJob() {
        first.onApplying = () -> assertThat(bench.close(later(true), FAILED)).isEqualTo(FAILED);

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> bench.run(first))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
        assertThat(rows()).isZero();
        assertThat(bench.run(later(true))).isEqualTo(FAILED);
        assertThat(bench.close(later(true), new Outcome.Cancelled())).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void closingBeforeAnythingCouldBeDecidedNeedsNoDatabase() {
        RestoreRunner runner = bench.runner();

        assertThat(runner.close(spec, first, FAILED)).isEqualTo(FAILED);
    }

    @Test
    void aLostAnswerToCommitIsLookedUpInTheLedger() {
        RestoreRunner committed = bench.runner(LostAnswer.of(bench.source, true));

        assertThat(committed.run(spec, first)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(rows()).isEqualTo(10);
    }

    @Test
    void aCommitThatNeverArrivedIsAFailureThatCanBeTriedAgain() {
        RestoreRunner never = bench.runner(LostAnswer.of(bench.source, false));

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> never.run(spec, first))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
        assertThat(rows()).isZero();
        assertThat(bench.run(later(true))).isInstanceOf(Outcome.Succeeded.class);
        assertThat(rows()).isEqualTo(10);
    }
}
