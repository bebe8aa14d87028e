package io.rowkeep.worker.undo;

import static io.rowkeep.worker.change.ChangeBench.of;
import static io.rowkeep.worker.change.ChangeBench.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.ManifestText;
import io.rowkeep.artifact.Sha256;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.RowChanges;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.source.Source;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A change of which before-images were saved is undone row by row. */
class RevertIT {

    private final RevertBench bench = new RevertBench();
    private final Source source = bench.source;
    private final TestAttempt attempt = bench.merge(true);

    @Test
    void theRowsAreAsBeforeAndOthersAreLeftAlone() {
        Map<String, List<String>> before = bench.contents();
        Outcome.Succeeded done = bench.change(attempt);
        Map<String, List<String>> after = bench.contents();
        bench.sql(
                "insert into users values (7, 'since')",
                "insert into note values (7, 7)",
                "update users set name = 'new' where id = 1");

        TestAttempt undo = bench.attempt(bench.undo(attempt, done, false));
        Outcome.Succeeded undone = (Outcome.Succeeded) bench.run(undo, source);

        assertThat(of(undone, "users").changes()).isEqualTo(new RowChanges(1, 1, 1, 2));
        assertThat(of(undone, "users").rows()).isEqualTo(4);
        assertThat(of(undone, "users").differences()).satisfies(found -> {
            assertThat(List.of(found.insert(), found.update(), found.delete())).containsExactly(1L, 1L, 1L);
            assertThat(List.of(found.conflict(), found.unchanged())).containsExactly(0L, 0L);
        });
        assertThat(bench.column("select name from users order by id")).containsExactly("new", "two", "three", "since");
        undoSince();
        assertThat(bench.contents()).isEqualTo(before);

        bench.done(bench.undo(undo, undone, false), source);

        assertThat(bench.contents()).isEqualTo(after);
    }

    @Test
    void theImagesAreASafetyBackupWhoseManifestTheLedgerKnows() {
        Outcome.Succeeded done = bench.change(attempt);

        assertThat(done.backup()).isNotNull().satisfies(record -> {
            assertThat(record.content()).isEqualTo(BackupContent.BEFORE_IMAGES);
            assertThat(record.savedFor()).isEqualTo(JobKind.RESTORE);
            assertThat(record.restorable()).isFalse();
        });
        byte[] stored = Objects.requireNonNull(bench.store.objects.get(bench.manifestKey(done)));
        assertThat(bench.value("select encode(undo_digest, 'hex') from rowkeep.applied_job"))
                .isEqualTo(Sha256.hex(stored));
        assertThat(bench.refused(
                        RestoreSpec.replace(source.name(), DatasetName.ALL, RevertBench.id(done), List.of(), true),
                        source))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_RESTORABLE))
                .hasMessageContaining("undo that job");
    }

    @Test
    void aRowThatWasChangedSinceIsInTheWayUnlessForced() {
        Map<String, List<String>> before = bench.contents();
        Outcome.Succeeded done = bench.change(attempt);
        bench.sql("update users set name = 'since' where id = 2", "update note set author = 1 where id = 2");

        assertThat(bench.refused(bench.undo(attempt, done, false), source))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNDO_CONFLICTS))
                .hasMessageContaining("1 rows of table public.users")
                .hasMessageContaining("(id) = (2)")
                .hasMessageContaining("1 rows of table public.note")
                .hasMessageContaining("\"force\": true");
        Outcome.Succeeded undone = bench.done(bench.undo(attempt, done, true), source);

        assertThat(bench.contents()).isEqualTo(before);
        assertThat(of(undone, "users").differences())
                .satisfies(found -> assertThat(found.conflict()).isEqualTo(1));
    }

    @Test
    void whatRefersToARowThatWouldGoIsInTheWay() {
        Outcome.Succeeded done = bench.change(attempt);
        bench.sql("create table public.later (who int references users)", "insert into public.later values (4)");

        assertThat(bench.refused(bench.undo(attempt, done, true), source))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.OUTSIDE_REFERENCES))
                .hasMessageContaining("public.later");
        bench.sql("drop table public.later", "insert into note values (9, 4)");
        assertThat(bench.refused(bench.undo(attempt, done, true), source)).hasMessageContaining("note_author_fkey");
    }

    @Test
    void aRowThatAKeepRuleProtectsIsNotPutBack() {
        Outcome.Succeeded done = bench.change(attempt);
        Source keeping = bench.withDataset(DatasetName.ALL, List.of(), rule("public.users", "id in (2, 4)"));

        Outcome.Succeeded undone = bench.done(bench.undo(attempt, done, false), keeping);

        assertThat(bench.column("select name from users order by id")).containsExactly("one", "TWO", "three", "four");
        assertThat(of(undone, "users").kept()).isEqualTo(new KeptRows(2, 0, 0, 2));
        assertThat(of(undone, "users").changes()).isEqualTo(new RowChanges(1, 0, 0, 3));
    }

    @Test
    void onlyTheDatabaseThatWasChangedBelievesTheImages() {
        Outcome.Succeeded done = bench.change(attempt);
        Manifest manifest =
                new BackupReader(bench.store).manifest(source.name(), DatasetName.ALL, RevertBench.id(done));
        Manifest other = new Manifest(
                manifest.formatVersion(),
                manifest.backupId(),
                manifest.jobId(),
                manifest.attempt(),
                manifest.source(),
                manifest.dataset(),
                manifest.format(),
                manifest.createdAt(),
                manifest.requestedBy(),
                "forged",
                manifest.savedFor(),
                manifest.content(),
                manifest.spreadsheet(),
                manifest.document(),
                manifest.parameters(),
                manifest.snapshot(),
                manifest.entries(),
                manifest.statistics());
        bench.store.objects.put(bench.manifestKey(done), ManifestText.write(other));
        assertThat(bench.refused(bench.undo(attempt, done, false), source))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.ARTIFACT_DAMAGED));

        bench.sql("delete from rowkeep.applied_job");
        assertThat(bench.refused(bench.undo(attempt, done, false), source))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageContaining("only in the database that it has changed");
    }

    @Test
    void aTableThatWasAlteredSinceIsRefused() {
        Outcome.Succeeded done = bench.change(attempt);
        bench.sql("alter table users add extra int");

        assertThat(bench.refused(bench.undo(attempt, done, true), source))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SCHEMA_DRIFT))
                .hasMessageContaining("new column extra");
    }

    @Test
    void withoutImagesNothingIsSaved() {
        Outcome.Succeeded done = bench.change(bench.merge(false));

        assertThat(done.safetyBackup()).isNull();
        assertThat(bench.store.objects).isEmpty();
        assertThat(bench.value("select undo_digest is null from rowkeep.applied_job"))
                .isEqualTo("t");
    }

    private void undoSince() {
        bench.sql(
                "delete from note where id = 7",
                "delete from users where id = 7",
                "update users set name = 'one' where id = 1");
    }
}
