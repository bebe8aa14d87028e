package io.rowkeep.worker.restore;

import static io.rowkeep.worker.change.ChangeBench.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.difference.DifferenceFilter;
import io.rowkeep.difference.DifferenceKeys;
import io.rowkeep.difference.DifferencePage;
import io.rowkeep.difference.DifferenceReader;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.JobError;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.PreviewReference;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.TableDifferences;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.source.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody looks first, and what they have seen is what happens. */
class PreviewIT {

    private final RestoreBench bench = new RestoreBench();

    @BeforeEach
    void makeTables() {
        bench.sql(
                "create table p (id int primary key, v text)",
                "create table c (id int primary key, p int references p, v text)",
                "insert into p select g, 'v' || g from generate_series(1, 10) g",
                "insert into c select g, g, 'v' || g from generate_series(1, 10) g");
    }

    private void goOn() {
        bench.sql(
                "update p set v = 'x' where id <= 2",
                "delete from c where id = 10",
                "insert into c values (11, 1, 'new')");
    }

    private TestAttempt preview(Restoring restoring) {
        return bench.attempt(restoring.dry().spec());
    }

    private Outcome.Succeeded done(TestAttempt attempt) {
        Map<String, List<String>> before = bench.contents();
        Outcome.Succeeded outcome = (Outcome.Succeeded) bench.run(attempt);
        assertThat(bench.contents()).isEqualTo(before);
        return outcome;
    }

    private DifferencePage page(TestAttempt attempt) {
        RestoreSpec spec = (RestoreSpec) attempt.claim().spec();
        return new DifferenceReader(bench.store)
                .page(
                        DifferenceKeys.of(
                                spec.source(),
                                attempt.claim().jobId(),
                                attempt.claim().attempt()),
                        new DifferenceFilter(null, null),
                        null,
                        100);
    }

    private static PreviewReference seen(TestAttempt attempt, Outcome.Succeeded outcome) {
        Map<TableName, String> digests = new HashMap<>();
        outcome.statistics()
                .tables()
                .forEach(table -> digests.put(
                        table.name(), differences(table.differences()).digest()));
        return new PreviewReference(attempt.claim().jobId(), digests);
    }

    private static TableDifferences differences(@Nullable TableDifferences found) {
        return Objects.requireNonNull(found);
    }

    @Test
    void aMergeIsShownAndThenHappens() {
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        goOn();
        Restoring merge = Restoring.of(backup).merging(MergeOptions.DEFAULT);
        TestAttempt attempt = preview(merge);

        Outcome.Succeeded shown = done(attempt);

        assertThat(shown.statistics().refused()).isEmpty();
        assertThat(differences(of(shown, "p").differences()).conflict()).isEqualTo(2);
        assertThat(differences(of(shown, "c").differences()).insert()).isEqualTo(1);
        assertThat(page(attempt).items()).hasSize(3);

        Outcome.Succeeded outcome = bench.done(merge.after(seen(attempt, shown)).spec());

        assertThat(of(outcome, "p").differences()).isEqualTo(of(shown, "p").differences());
        assertThat(bench.value("select count(*) from c")).isEqualTo("11");
    }

    @Test
    void aReplaceIsShownRowByRowAndThenHappens() {
        SavedBackup backup = bench.backup(BackupFormat.NATIVE);
        Map<String, List<String>> saved = bench.contents();
        goOn();
        TestAttempt attempt = preview(Restoring.of(backup));

        Outcome.Succeeded shown = done(attempt);

        assertThat(differences(of(shown, "p").differences()).update()).isEqualTo(2);
        assertThat(differences(of(shown, "c").differences()).delete()).isEqualTo(1);
        assertThat(page(attempt).items()).hasSize(4);

        bench.done(Restoring.of(backup).after(seen(attempt, shown)).spec());

        assertThat(bench.contents()).isEqualTo(saved);
    }

    @Test
    void tablesThatHaveChangedSinceAreNamed() {
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        goOn();
        TestAttempt attempt = preview(Restoring.of(backup));
        PreviewReference seen = seen(attempt, done(attempt));
        bench.sql("update p set v = 'y' where id = 2");

        assertThat(bench.refused(Restoring.of(backup).after(seen).spec()))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PREVIEW_STALE))
                .hasMessageContaining("public.p;")
                .hasMessageNotContaining("public.c");
        assertThat(bench.refused(Restoring.of(backup, "public.c").after(seen).spec()))
                .hasMessageContaining("public.p;");
        assertThat(bench.refused(Restoring.of(backup)
                        .after(new PreviewReference(seen.job(), Map.of()))
                        .spec()))
                .hasMessageContaining("public.c, public.p;");
    }

    @Test
    void aSourceThatWantsAPreviewTakesNoRestoreWithoutOneButClears() {
        Source wary = bench.wary();
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        goOn();
        Restoring merge = Restoring.of(backup).merging(MergeOptions.DEFAULT);

        for (Restoring restore : List.of(merge, Restoring.of(backup))) {
            assertThat(bench.refused(restore.spec(), wary).code()).isEqualTo(ErrorCode.PREVIEW_REQUIRED);
        }
        TestAttempt attempt = preview(Restoring.of(backup));
        Outcome.Succeeded shown = (Outcome.Succeeded) bench.run(attempt, wary);
        assertThat(shown.statistics().refused()).isEmpty();
        bench.done(Restoring.of(backup).after(seen(attempt, shown)).spec(), wary);
        bench.done(
                new ClearSpec(wary.name(), DatasetName.ALL, List.of(TableName.parse("c")), false, false, true), wary);
    }

    @Test
    void whatIsRefusedIsShownWithItsCounts() {
        bench.sql("create unique index on p (v)");
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql("delete from c where p = 3", "delete from p where id = 3", "insert into p values (30, 'v3')");
        TestAttempt attempt = preview(Restoring.of(backup, "public.p").merging(MergeOptions.DEFAULT));

        Outcome.Succeeded shown = done(attempt);

        assertThat(shown.statistics().refused())
                .extracting(JobError::code)
                .containsExactly(ErrorCode.CONSTRAINT_VIOLATED);
        assertThat(differences(of(shown, "p").differences()).refused()).isEqualTo(1);
        assertThat(page(attempt).items()).hasSize(1);
    }

    @Test
    void aReplaceIsToldWhichRowsWouldLeadNowhere() {
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql("delete from c where p = 3", "delete from p where id = 3");
        TestAttempt attempt = preview(Restoring.of(backup, "public.c"));

        Outcome.Succeeded shown = done(attempt);

        assertThat(shown.statistics().refused())
                .extracting(JobError::code)
                .containsExactly(ErrorCode.CONSTRAINT_VIOLATED);
        assertThat(differences(of(shown, "c").differences()).refused()).isEqualTo(1);
    }

    @Test
    void whereNothingCanBeComparedTheListIsEmpty() {
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql("alter table p drop column v");
        TestAttempt attempt = preview(Restoring.of(backup));

        Outcome.Succeeded shown = done(attempt);

        assertThat(shown.statistics().refused()).extracting(JobError::code).containsExactly(ErrorCode.SCHEMA_DRIFT);
        assertThat(page(attempt).items()).isEmpty();
    }
}
