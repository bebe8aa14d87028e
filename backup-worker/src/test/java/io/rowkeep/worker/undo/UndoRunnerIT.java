package io.rowkeep.worker.undo;

import static io.rowkeep.worker.change.ChangeBench.names;
import static io.rowkeep.worker.change.ChangeBench.of;
import static io.rowkeep.worker.change.ChangeBench.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.change.ChangeBench;
import io.rowkeep.worker.source.Source;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables are put back as they were, among the rows that came since. */
class UndoRunnerIT {

    private final ChangeBench bench = new ChangeBench();
    private final Source source = bench.withDataset(DatasetName.ALL, List.of(), rule("public.users", "is_admin"));

    @BeforeEach
    void makeTables() {
        bench.sql(
                "create table users (id serial primary key, name text unique, is_admin boolean)",
                "create table note (id serial primary key, author int not null references users on delete cascade, body text)",
                "create table tag (note int references note, word text)",
                "insert into users (name, is_admin) select 'user ' || n, n = 1 from generate_series(1, 10) n",
                "insert into note (author, body) select 1 + n % 10, 'note ' || n from generate_series(1, 30) n",
                "insert into tag select n, 'word' from generate_series(1, 30) n, generate_series(1, 2)");
    }

    private Outcome.Succeeded clear(String... tables) {
        return bench.done(new ClearSpec(source.name(), DatasetName.ALL, names(tables), false, false, true), source);
    }

    private Outcome.Succeeded restore(BackupId backup) {
        return bench.done(RestoreSpec.replace(source.name(), DatasetName.ALL, backup, List.of(), true), source);
    }

    private UndoSpec undo(Outcome.Succeeded job, @Nullable BackupId restored, boolean force) {
        BackupId saved = job.safetyBackup();
        assertThat(saved).isNotNull();
        return new UndoSpec(
                source.name(), DatasetName.ALL, new JobId(UUID.randomUUID()), saved, restored, null, force, true);
    }

    @Test
    void aClearIsUndoneAndRowsThatCameSinceStay() {
        Map<String, List<String>> before = bench.contents();
        Outcome.Succeeded cleared = clear();
        bench.sql(
                "insert into users (name) values ('newcomer')",
                "insert into users (id, name) values (5, 'came back')",
                "insert into note (author, body) values (11, 'new'), (5, 'again')");

        Outcome.Succeeded undone = bench.done(undo(cleared, null, false), source);

        assertThat(bench.column("select name from users where id in (1, 5, 11) order by id"))
                .containsExactly("user 1", "came back", "newcomer");
        assertThat(bench.value("select count(*) from users")).isEqualTo("11");
        assertThat(bench.value("select count(*) from note")).isEqualTo("32");
        assertThat(bench.contents().get("only public.tag")).isEqualTo(before.get("only public.tag"));
        assertThat(of(undone, "users").kept()).isEqualTo(new KeptRows(1, 2, 0, 2));
        assertThat(of(undone, "note").kept()).isEqualTo(new KeptRows(0, 2, 0, 0));
        assertThat(undone.statistics().warnings())
                .containsExactly(
                        "Left alone in table public.note: 2 rows (2 added since)",
                        "Left alone in table public.users: 3 rows (1 by keep rule, 2 added since); skipped of the backup, because their place is taken: 2 rows");
        assertThat(undone.backup())
                .isNotNull()
                .satisfies(saved -> assertThat(saved.savedFor()).isEqualTo(JobKind.UNDO));
        bench.sql("insert into note (author) values (2)", "insert into users (name) values ('next')");
    }

    @Test
    void aSecondUndoOfTheSameJobChangesNothingAndSaysSo() {
        Outcome.Succeeded cleared = clear();
        UndoSpec undo = undo(cleared, null, false);
        assertThat(bench.done(undo, source).statistics().warnings())
                .noneMatch(warning -> warning.contains("changed nothing"));
        Map<String, List<String>> before = bench.contents();

        Outcome.Succeeded again = bench.done(undo, source);

        assertThat(bench.contents()).isEqualTo(before);
        assertThat(again.statistics().warnings())
                .contains(
                        "The undo of job %s changed nothing: every row that it had saved is there, or another one has its place"
                                .formatted(undo.undoes()));
    }

    @Test
    void withForceTheTablesAreExactlyAsTheyWereButForKeptRows() {
        Map<String, List<String>> before = bench.contents();
        Outcome.Succeeded cleared = clear();
        bench.sql(
                "insert into users (name) values ('newcomer')",
                "insert into note (author, body) values (11, 'new')",
                "insert into tag values (31, 'new')");

        bench.done(undo(cleared, null, true), source);

        assertThat(bench.contents()).isEqualTo(before);
    }

    @Test
    void aReplaceIsUndoneAndRowsThatCameSinceStay() {
        BackupId backup = bench.backUp(DatasetName.ALL, source);
        bench.sql(
                "delete from tag where note > 20",
                "delete from note where id > 20",
                "update users set name = 'renamed' where id = 3",
                "insert into users (name) values ('before the restore')");
        Map<String, List<String>> before = bench.contents();
        Outcome.Succeeded restored = restore(backup);
        bench.sql(
                "insert into note (id, author, body) values (900, 4, 'since')",
                "insert into tag values (900, 'since')");

        Outcome.Succeeded undone = bench.done(undo(restored, backup, false), source);

        assertThat(of(undone, "note").kept()).isEqualTo(new KeptRows(0, 1, 0, 0));
        assertThat(bench.value("select name from users where id = 3")).isEqualTo("renamed");
        assertThat(bench.column("select body from note where id > 20")).containsExactly("since");
        bench.sql("delete from tag where note = 900", "delete from note where id = 900");
        assertThat(bench.contents()).isEqualTo(before);
    }

    @Test
    void anUndoCanBeUndone() {
        Outcome.Succeeded cleared = clear();
        bench.sql("insert into users (name) values ('newcomer')");
        Map<String, List<String>> empty = bench.contents();
        Outcome.Succeeded undone = bench.done(undo(cleared, null, false), source);
        bench.sql("insert into users (name) values ('latest')");

        bench.done(undo(undone, cleared.safetyBackup(), false), source);

        assertThat(bench.column("select name from users order by id")).containsExactly("user 1", "newcomer", "latest");
        bench.sql("delete from users where name = 'latest'");
        assertThat(bench.contents()).isEqualTo(empty);
    }

    @Test
    void rowsOfATableWithoutAKeyAreToldApartByAllTheirValues() {
        Outcome.Succeeded cleared = clear("public.tag");
        bench.sql("insert into tag values (1, 'word'), (1, 'new')");

        Outcome.Succeeded undone = bench.done(undo(cleared, null, false), source);

        assertThat(bench.column("select word || count(*) from tag where note = 1 group by word order by word"))
                .containsExactly("new1", "word2");
        assertThat(of(undone, "tag").kept()).isEqualTo(new KeptRows(0, 2, 0, 1));
    }

    @Test
    void rowsElsewhereThatReferToWhatWouldGoAreInTheWayOfForce() {
        Outcome.Succeeded cleared = clear();
        bench.sql(
                "create table public.later (who int references users on delete cascade)",
                "insert into users (id, name) values (77, 'newcomer')",
                "insert into public.later values (77)");

        assertThat(bench.refused(undo(cleared, null, true), source))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.OUTSIDE_REFERENCES))
                .hasMessageContaining("1 rows of public.later would be deleted");
        bench.done(undo(cleared, null, false), source);
        assertThat(bench.value("select count(*) from users")).isEqualTo("11");
    }

    @Test
    void whatWasSavedIsGone() {
        Outcome.Succeeded cleared = clear();
        bench.store.objects.keySet().removeIf(key -> key.contains(String.valueOf(cleared.safetyBackup())));

        assertThat(bench.refused(undo(cleared, null, false), source))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.ARTIFACT_MISSING))
                .hasMessageContaining("cannot be undone any more")
                .hasMessageContaining(String.valueOf(cleared.safetyBackup()));
    }

    @Test
    void withoutTheRestoredBackupOnlyForceHelps() {
        BackupId backup = bench.backUp(DatasetName.ALL, source);
        bench.sql("delete from tag");
        Outcome.Succeeded restored = restore(backup);
        bench.store.objects.keySet().removeIf(key -> key.contains(backup + "/") && !key.endsWith("manifest.json"));

        assertThat(bench.refused(undo(restored, backup, false), source)).hasMessageContaining("\"force\": true");
        bench.store.objects.keySet().removeIf(key -> key.contains(backup + "/"));
        assertThat(bench.refused(undo(restored, backup, false), source))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.ARTIFACT_MISSING))
                .hasMessageContaining("\"force\": true");
        bench.done(undo(restored, backup, true), source);

        assertThat(bench.value("select count(*) from tag")).isEqualTo("0");
    }
}
