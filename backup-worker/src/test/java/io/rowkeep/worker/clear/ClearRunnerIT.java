package io.rowkeep.worker.clear;

import static io.rowkeep.worker.change.ChangeBench.names;
import static io.rowkeep.worker.change.ChangeBench.of;
import static io.rowkeep.worker.change.ChangeBench.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.change.ChangeBench;
import io.rowkeep.worker.source.Source;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables are emptied but for the rows that keep rules protect. */
class ClearRunnerIT {

    private static final DatasetName PEOPLE = new DatasetName("people");

    private final ChangeBench bench = new ChangeBench();
    private final Source source =
            bench.withDataset(PEOPLE, List.of("public.audit"), rule("public.users", "is_admin or id < 0"));

    @BeforeEach
    void makeASchool() {
        bench.sql(
                "create table team (id serial primary key, name text, lead int)",
                "create table users (id serial primary key, name text, is_admin boolean, team int references team)",
                "alter table team add foreign key (lead) references users deferrable",
                "create table note (id serial primary key, author int not null references users on delete cascade)",
                "create table comment (id int, note int references note)",
                "create table audit (id int primary key, who int references users on delete set null)",
                "insert into team (name) select 'team ' || n from generate_series(1, 5) n",
                "insert into users (name, is_admin, team) select 'user ' || n, case n when 7 then true when 8 then null else false end, 2"
                        + " from generate_series(1, 20) n",
                "update team set lead = 9 where id = 2",
                "insert into note (author) select 1 + n % 20 from generate_series(1, 40) n",
                "insert into comment select n, n from generate_series(1, 10) n");
    }

    private static ClearSpec clear(boolean dependents, boolean dryRun, String... tables) {
        return new ClearSpec(new SourceName("school"), PEOPLE, names(tables), dependents, dryRun, true);
    }

    @Test
    void theAdministratorStaysWithAllThatItRefersTo() {
        Outcome.Succeeded outcome = bench.done(clear(false, false), source);

        // The administrator's team is led by another user, who stays as well; null is not true.
        assertThat(bench.column("select id from users order by id")).containsExactly("7", "9");
        assertThat(bench.column("select id from team")).containsExactly("2");
        assertThat(bench.value("select count(*) from note")).isEqualTo("0");
        assertThat(bench.value("select count(*) from comment")).isEqualTo("0");
        assertThat(of(outcome, "users"))
                .satisfies(users -> assertThat(users.rows()).isEqualTo(2))
                .satisfies(users -> assertThat(users.changes()).isEqualTo(new RowChanges(0, 0, 18, 2)))
                .satisfies(users -> assertThat(users.kept()).isEqualTo(new KeptRows(1, 0, 1, 0)));
        assertThat(of(outcome, "team").kept()).isEqualTo(new KeptRows(0, 0, 1, 0));
        assertThat(of(outcome, "note").changes()).isEqualTo(new RowChanges(0, 0, 40, 0));
        assertThat(outcome.statistics().warnings())
                .contains(
                        "Left alone in table public.users: 2 rows (1 by keep rule, 1 because rows that stay refer to them)");
    }

    @Test
    void whatIsClearedIsSavedFirstAndNamedInTheLedger() {
        Outcome.Succeeded outcome = bench.done(clear(false, false), source);

        assertThat(outcome.backup()).isNotNull().satisfies(saved -> {
            assertThat(saved.id()).isEqualTo(outcome.safetyBackup());
            assertThat(saved.savedFor()).isEqualTo(JobKind.CLEAR);
            assertThat(saved.dataset()).isEqualTo(PEOPLE);
            assertThat(saved.tables())
                    .extracting(table -> table.name().name() + " " + table.rows())
                    .containsExactly("comment 10", "note 40", "team 5", "users 20");
        });
        assertThat(bench.column("select safety_backup_id from rowkeep.applied_job"))
                .containsExactly(String.valueOf(outcome.safetyBackup()));
    }

    @Test
    void sequencesStayWhereTheyAre() {
        bench.sql("insert into users (id, name, is_admin) values (500, 'second administrator', true)");

        bench.done(clear(false, false), source);

        assertThat(bench.value("select nextval('users_id_seq')")).isEqualTo("21");
        assertThat(bench.value("select nextval('note_id_seq')")).isEqualTo("41");
    }

    @Test
    void aColumnThatOthersReferToMayHaveAnyName() {
        bench.sql(
                "create table code (gone int unique, old int, new int)",
                "create table coded (gone int references code (gone))",
                "insert into code values (1, 1, 1)",
                "insert into coded values (1)");

        assertThat(bench.refused(clear(false, false, "public.code"), source))
                .hasMessageContaining("1 rows of public.coded would");
        bench.done(clear(true, false, "public.code"), source);

        assertThat(bench.value("select count(*) from coded")).isEqualTo("0");
    }

    @Test
    void rowsElsewhereThatWouldBeHurtAreCountedBeforeAnythingIsSaved() {
        bench.sql("insert into audit values (1, 3), (2, 7), (3, 4)");

        BackupException refusal = bench.refused(clear(false, false, "public.users", "public.team"), source);

        assertThat(refusal.code()).isEqualTo(ErrorCode.OUTSIDE_REFERENCES);
        // What those refer to who stay is in nobody's way.
        assertThat(refusal)
                .hasMessageContaining("36 rows of public.note would be deleted")
                .hasMessageContaining(
                        "\"note_author_fkey\" that would go or change (\"dependents\": true clears that table too)")
                .hasMessageContaining("2 rows of public.audit would lose")
                .hasMessageContaining("\"audit_who_fkey\" that would go or change; 36");
        assertThat(bench.store.objects).isEmpty();
        assertThat(bench.value("select count(*) from rowkeep.applied_job")).isEqualTo("0");
    }

    @Test
    void dependentsOfTheDatasetAreClearedAndSavedToo() {
        Outcome.Succeeded outcome = bench.done(
                clear(true, false, "public.users"),
                bench.withDataset(PEOPLE, List.of(), rule("public.users", "is_admin"), rule("public.team", "true")));

        // A team that stays keeps its leader.
        assertThat(bench.column("select id from users order by id")).containsExactly("7", "9");
        assertThat(bench.value("select count(*) from team")).isEqualTo("5");
        assertThat(bench.value("select count(*) from note")).isEqualTo("0");
        assertThat(bench.value("select count(*) from comment")).isEqualTo("0");
        assertThat(outcome.backup())
                .isNotNull()
                .satisfies(saved -> assertThat(saved.tables()).hasSize(3));
    }

    @Test
    void tablesThatTurnOutNotToDependAreLeftAlone() {
        bench.sql("delete from comment", "delete from note", "update team set lead = null");

        Outcome.Succeeded outcome = bench.done(clear(true, false, "public.users"), source);

        assertThat(outcome.statistics().tables())
                .extracting(table -> table.name().name())
                .containsExactly("users");
        assertThat(bench.value("select count(*) from team")).isEqualTo("5");
    }

    @Test
    void aDependentTableOutsideTheDatasetIsStillInTheWay() {
        bench.sql("insert into audit values (1, 3)");

        assertThat(bench.refused(clear(true, false, "public.users"), source))
                .hasMessageContaining("1 rows of public.audit")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("note", "dependents"));
    }

    @Test
    void aTableOutsideTheDatasetIsNotFound() {
        assertThat(bench.refused(clear(false, false, "public.audit"), source).code())
                .isEqualTo(ErrorCode.TABLE_NOT_FOUND);
    }

    @Test
    void clearingWithoutASafetyBackupIsForThoseWhoConfiguredIt() {
        ClearSpec unsaved = new ClearSpec(source.name(), DatasetName.ALL, List.of(), false, false, false);
        Source careful = bench.source(bench.database.username(), bench.database.password(), List.of(), false);

        assertThat(bench.refused(unsaved, careful).code()).isEqualTo(ErrorCode.SAFETY_BACKUP_REQUIRED);
        Outcome.Succeeded outcome = bench.done(unsaved, source);

        assertThat(outcome.safetyBackup()).isNull();
        assertThat(outcome.backup()).isNull();
        assertThat(bench.store.objects).isEmpty();
        assertThat(bench.value("select count(*) from users")).isEqualTo("2");
    }

    @Test
    void partitionsAndTablesWithoutAKeyKeepTheirRowsToo() {
        bench.sql(
                "create table event (id int, day int, pinned boolean) partition by range (day)",
                "create table event_1 partition of event for values from (0) to (10)",
                "create table event_2 partition of event for values from (10) to (20)",
                "insert into event select n, n % 20, n in (3, 15) from generate_series(1, 100) n");

        bench.done(
                clear(false, false, "public.event"),
                bench.withDataset(PEOPLE, List.of(), rule("public.event", "pinned")));

        assertThat(bench.column("select id from event order by id")).containsExactly("3", "15");
    }
}
