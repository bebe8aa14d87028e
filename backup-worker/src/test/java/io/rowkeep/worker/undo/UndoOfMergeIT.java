package io.rowkeep.worker.undo;

import static io.rowkeep.worker.change.ChangeBench.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.DriftPolicy;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.RestoreMode;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.TriggerPolicy;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.change.ChangeBench;
import io.rowkeep.worker.source.Source;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A merge is undone, whatever it had to do to the rows. */
class UndoOfMergeIT {

    private final ChangeBench bench = new ChangeBench();
    private final Source source = bench.source;

    @BeforeEach
    void makeTables() {
        bench.sql(
                "create table users (id int primary key, name text, touched int not null default 0)",
                "create table note (author int references users, number int, body text, primary key (author, number))",
                "create function touch() returns trigger language plpgsql as 'begin new.touched = new.touched + 1; return new; end'",
                "create trigger touch before insert or update on users for each row execute function touch()",
                "insert into users (id, name) select n, 'user ' || n from generate_series(1, 10) n",
                "insert into note select n, m, 'note' from generate_series(1, 10) n, generate_series(1, 2) m");
    }

    @Test
    void whatTriggersMadeOfTheRowsIsUndoneToo() {
        BackupId backup = bench.backUp(DatasetName.ALL, source);
        bench.sql(
                "delete from note where author = 3",
                "delete from users where id = 3",
                "update users set name = 'new' where id = 5",
                "insert into users (id, name) values (11, 'added')",
                "update note set body = 'new' where number = 2");
        Map<String, List<String>> before = bench.contents();
        TestAttempt merge = bench.attempt(merge(backup, DriftPolicy.STRICT, TriggerPolicy.RUN));

        Outcome.Succeeded merged = (Outcome.Succeeded) bench.run(merge, source);

        Map<String, List<String>> after = bench.contents();
        assertThat(after.get("only public.users")).contains("(3,\"user 3\",2)", "(5,\"user 5\",2)", "(11,added,1)");
        TestAttempt undo = bench.attempt(undo(merge, merged, false));
        Outcome.Succeeded undone = (Outcome.Succeeded) bench.run(undo, source);
        assertThat(of(undone, "users").changes()).isEqualTo(new RowChanges(0, 1, 1, 9));
        assertThat(of(undone, "note").changes()).isEqualTo(new RowChanges(0, 9, 2, 9));
        assertThat(bench.contents()).isEqualTo(before);

        bench.done(undo(undo, undone, false), source);
        assertThat(bench.contents()).isEqualTo(after);
    }

    @Test
    void aTableOfWhichTheMergeChangedNothingMayHaveGoneSince() {
        BackupId backup = bench.backUp(DatasetName.ALL, source);
        bench.sql("update users set name = 'new' where id = 5");
        String before = bench.contents().get("only public.users").toString();
        TestAttempt merge = bench.attempt(merge(backup, DriftPolicy.STRICT, TriggerPolicy.SKIP));
        Outcome.Succeeded merged = (Outcome.Succeeded) bench.run(merge, source);
        bench.sql("drop table note");

        bench.done(undo(merge, merged, false), source);

        assertThat(bench.contents().get("only public.users").toString()).isEqualTo(before);
    }

    @Test
    void columnsThatTheBackupDoesNotHaveArePutBackAsWell() {
        BackupId backup = bench.backUp(DatasetName.ALL, source);
        bench.sql(
                "alter table users add extra text default 'extra'",
                "update users set name = 'new', extra = 'own' where id < 3");
        bench.sql("delete from note where author = 4", "delete from users where id = 4");
        Map<String, List<String>> before = bench.contents();
        TestAttempt merge = bench.attempt(merge(backup, DriftPolicy.LENIENT, TriggerPolicy.SKIP));
        Outcome.Succeeded merged = (Outcome.Succeeded) bench.run(merge, source);
        assertThat(bench.contents().get("only public.users"))
                .contains("(1,\"user 1\",1,own)", "(4,\"user 4\",1,extra)");
        bench.sql("update users set extra = 'since' where id = 2");

        assertThat(bench.refused(undo(merge, merged, false), source))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNDO_CONFLICTS))
                .hasMessageContaining("(id) = (2)");
        bench.done(undo(merge, merged, true), source);

        assertThat(bench.contents()).isEqualTo(before);
    }

    private RestoreSpec merge(BackupId backup, DriftPolicy drift, TriggerPolicy triggers) {
        return new RestoreSpec(
                source.name(),
                DatasetName.ALL,
                backup,
                source.name(),
                null,
                RestoreMode.MERGE,
                List.of(),
                MergeOptions.DEFAULT,
                drift,
                triggers,
                false,
                null,
                true);
    }

    private UndoSpec undo(TestAttempt undone, Outcome.Succeeded done, boolean force) {
        return new UndoSpec(
                source.name(),
                DatasetName.ALL,
                undone.claim().jobId(),
                Objects.requireNonNull(done.safetyBackup()),
                null,
                null,
                force,
                true);
    }
}
