package io.rowkeep.worker.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.artifact.Manifest;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.JobError;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who decides that a backup is one: its manifest's key, written once. */
class DecisionIT {

    private static final Outcome.Failed FAILED =
            new Outcome.Failed(new JobError(ErrorCode.ATTEMPTS_EXHAUSTED, "Every attempt was lost"));

    private final Exports exports = new Exports();
    private final BackupSpec spec = Exports.spec(BackupFormat.JSON);

    @BeforeEach
    void makeTables() {
        exports.sql("create table t (i int)", "insert into t select generate_series(1, 1000)");
    }

    @Test
    void aBackupReportsWhatItStored() {
        Outcome outcome = exports.runner().run(spec, TestAttempt.backup(spec, 1, false));
        Manifest manifest = exports.manifest(spec);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Succeeded.class, done -> {
            assertThat(done.statistics()).isEqualTo(manifest.statistics());
            assertThat(done.backup()).isNotNull();
            assertThat(done.statistics().tables()).singleElement().satisfies(table -> {
                assertThat(table.rows()).isEqualTo(1000);
                assertThat(table.bytesIn()).isEqualTo(exports.copied("public.t").length());
                assertThat(table.checksum())
                        .isEqualTo(manifest.tables().getFirst().partList().sha256());
            });
        });
    }

    @Test
    void aLostAnswerToTheManifestIsASuccess() {
        exports.bucket.losesAnswers = true;

        Outcome outcome = exports.runner().run(spec, TestAttempt.backup(spec, 1, false));

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void aLaterAttemptAdoptsAnEarlierOnesManifest() {
        exports.runner().run(spec, TestAttempt.backup(spec, 1, false));
        exports.sql("drop table t");

        Outcome outcome = exports.runner().run(spec, TestAttempt.backup(spec, 2, true));

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        assertThat(exports.manifest(spec).attempt()).isEqualTo(1);
    }

    @Test
    void anAttemptThatLosesTheRaceGoesByTheWinner() {
        TestAttempt slow = TestAttempt.backup(spec, 1, false);
        slow.onProgress = () -> {
            slow.onProgress = () -> {};
            exports.runner().run(spec, TestAttempt.backup(spec, 2, false));
        };

        Outcome outcome = exports.runner().run(spec, slow);

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        assertThat(exports.manifest(spec).attempt()).isEqualTo(2);
    }

    @Test
    void aClosedBackupNeverBecomesOne() {
        assertThat(exports.runner().close(spec, TestAttempt.backup(spec, 2, true), FAILED))
                .isEqualTo(FAILED);

        Outcome late = exports.runner().run(spec, TestAttempt.backup(spec, 1, false));

        assertThat(late).isEqualTo(FAILED);
        assertThatThrownBy(() -> exports.manifest(spec)).hasMessageContaining("Every attempt was lost");
    }

    @Test
    void aCancelledBackupStaysCancelled() {
        exports.runner().close(spec, TestAttempt.backup(spec, 2, true), new Outcome.Cancelled());

        Outcome late = exports.runner().run(spec, TestAttempt.backup(spec, 3, true));

        assertThat(late).isEqualTo(new Outcome.Cancelled());
    }

    @Test
    void closingAfterTheManifestIsASuccess() {
        exports.runner().run(spec, TestAttempt.backup(spec, 1, false));

        Outcome outcome = exports.runner().close(spec, TestAttempt.backup(spec, 2, true), FAILED);

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void aFullBucketFailsTheAttemptWithoutAManifest() {
        exports.bucket.room = 10;

        assertThatThrownBy(() -> exports.runner().run(spec, TestAttempt.backup(spec, 1, false)))
                .isInstanceOfSatisfying(
                        BackupException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FULL));
        assertThat(exports.bucket.objects).doesNotContainKey(exports.folder(spec) + "manifest.json");
    }

    @Test
    void aBackupOfNothingFails() {
        exports.sql("drop table t", "create view v as select 1");

        assertThatThrownBy(() -> exports.runner().run(spec, TestAttempt.backup(spec, 1, false)))
                .isInstanceOfSatisfying(
                        BackupException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TABLE_NOT_FOUND))
                .hasMessageContaining("nothing to back up");
    }

    @Test
    void unknownTablesAreNamedWithThoseThatThereAre() {
        BackupSpec unknown = Exports.spec(BackupFormat.JSON, "public.t", "public.x");

        assertThatThrownBy(() -> exports.runner().run(unknown, TestAttempt.backup(unknown, 1, false)))
                .hasMessageContaining("no table public.x; it has public.t");
    }
}
