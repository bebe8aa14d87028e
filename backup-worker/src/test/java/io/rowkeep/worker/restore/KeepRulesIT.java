package io.rowkeep.worker.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.JobId;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.source.Source;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rows that a keep rule protects outlive a replacing restore. */
class KeepRulesIT {

    private static final DatasetName PEOPLE = new DatasetName("people");

    private final RestoreBench bench = new RestoreBench();

    @Test
    void keptRowsAndWhatTheyReferToStayAndTheRestIsReplaced() {
        bench.sql(
                "create table team (id integer primary key, name text not null)",
                "create table users (id integer primary key, name text not null unique, is_admin boolean,"
                        + " team integer not null references team)",
                "create table note (id integer primary key, author integer references users on delete cascade, body text)",
                "insert into team select n, 'team ' || n from generate_series(1, 4) n",
                "insert into users select n, 'user ' || n, case n when 1 then true when 2 then null else false end, 1"
                        + " from generate_series(1, 5) n",
                "insert into note select n, n, 'note ' || n from generate_series(1, 5) n");
        SavedBackup backup = backup(BackupFormat.JSON);
        bench.sql(
                "insert into team values (9, 'admins of today')",
                "update users set name = 'the administrator', team = 9 where id = 1",
                "insert into users values (6, 'second administrator', true, 9), (7, 'guest', false, 2)",
                "update users set name = 'changed' where id = 3",
                "delete from users where id = 5",
                "update team set name = 'renamed' where id = 2");

        Outcome.Succeeded outcome = restore(backup, rule("users", "is_admin"));

        assertThat(bench.column("select id || ' ' || name || ' ' || team from users order by id"))
                .containsExactly(
                        "1 the administrator 9",
                        "2 user 2 1",
                        "3 user 3 1",
                        "4 user 4 1",
                        "5 user 5 1",
                        "6 second administrator 9");
        assertThat(bench.column("select id || ' ' || name from team order by id"))
                .containsExactly("1 team 1", "2 team 2", "3 team 3", "4 team 4", "9 admins of today");
        assertThat(bench.column("select body from note order by id"))
                .containsExactly("note 1", "note 2", "note 3", "note 4", "note 5");
        assertThat(outcome.statistics().warnings())
                .containsExactly(
                        "Left alone in table public.team: 1 row (1 because rows that stay refer to them)",
                        "Left alone in table public.users: 2 rows (2 by keep rule); skipped of the backup, because their place is taken: 1 row");
    }

    @Test
    void aKeptRowIsNotEvenTouched() {
        bench.sql(
                "create table users (id integer primary key, name text, is_admin boolean)",
                "insert into users values (1, 'admin', true), (2, 'user', false)");
        SavedBackup backup = backup(BackupFormat.CSV);
        bench.sql("update users set name = name || '!'");
        String before = bench.value("select xmin || ' ' || ctid from users where id = 1");

        restore(backup, rule("users", "is_admin -- the administrator"));

        assertThat(bench.value("select xmin || ' ' || ctid from users where id = 1"))
                .isEqualTo(before);
        assertThat(bench.column("select name from users order by id")).containsExactly("admin!", "user");
    }

    @Test
    void anotherUniqueKeyThatAKeptRowHoldsNamesTheRow() {
        bench.sql(
                "create table users (id integer primary key, name text unique, is_admin boolean)",
                "insert into users values (1, 'root', false)");
        SavedBackup backup = backup(BackupFormat.NATIVE);
        bench.sql("delete from users", "insert into users values (2, 'root', true)");

        assertThatThrownBy(() -> restore(backup, rule("users", "is_admin")))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEPT_ROW_COLLISION))
                .hasMessageContaining("(id) = (1)")
                .hasMessageContaining("(id) = (2)")
                .hasMessageContaining("same (name)");
        assertThat(bench.column("select id from users")).containsExactly("2");
    }

    @Test
    void aRuleThatIsNotSqlIsNamedAndNothingChanges() {
        bench.sql("create table users (id integer primary key)", "insert into users values (1)");
        SavedBackup backup = backup(BackupFormat.JSON);
        bench.sql("delete from users");

        assertThatThrownBy(() -> restore(backup, rule("users", "is_amdin")))
                .hasMessageContaining("The keep rule \"is_amdin\" of table public.users")
                .hasMessageContaining("is_amdin");
        assertThat(bench.column("select id from users")).isEmpty();
    }

    @Test
    void rowsOfATableWithoutAKeyAreToldApartByAllTheirValues() {
        bench.sql(
                "create table users (id integer, is_admin boolean)",
                "insert into users values (1, true), (2, false), (2, false)");
        SavedBackup backup = backup(BackupFormat.JSON);
        bench.sql("delete from users where id = 2", "insert into users values (3, true), (4, null)");

        Outcome.Succeeded outcome = restore(backup, rule("users", "is_admin"));

        assertThat(bench.column("select id from users order by id")).containsExactly("1", "2", "2", "3");
        assertThat(outcome.statistics().tables())
                .singleElement()
                .satisfies(table -> assertThat(table.kept()).isEqualTo(new KeptRows(2, 0, 0, 1)));
    }

    @Test
    void aRuleOfAnotherDatasetHoldsToo() {
        bench.sql(
                "create table users (id integer primary key, is_admin boolean)",
                "insert into users values (1, false), (2, false)");
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql("update users set is_admin = true where id = 1");
        Source source = bench.source(
                bench.database.username(),
                bench.database.password(),
                List.of(new DatasetDefinition(
                        PEOPLE, List.of(), List.of(), List.of(rule("users", "is_admin")), null, null)));

        bench.runner(source).run(bench.spec(backup), bench.attempt(bench.spec(backup)));

        assertThat(bench.column("select id || ' ' || is_admin from users order by id"))
                .containsExactly("1 true", "2 false");
    }

    @Test
    void aRuleAboutAPartOfATableOrItsWholeHoldsToo() {
        bench.sql(
                "create table users (id int, k int) partition by list (k)",
                "create table users_1 partition of users for values in (1)",
                "create table users_2 partition of users for values in (2)",
                "insert into users select n, 1 + n % 2 from generate_series(1, 6) n");
        SavedBackup backup = backup(BackupFormat.JSON);
        bench.sql("insert into users values (7, 1), (8, 1), (9, 2)");

        restore(backup, rule("users_1", "id = 7"));

        assertThat(bench.column("select id from users order by id")).containsExactly("1", "2", "3", "4", "5", "6", "7");
    }

    private SavedBackup backup(BackupFormat format) {
        return SavedBackup.of(bench.store, bench.source, PEOPLE, format, List.of());
    }

    private Outcome.Succeeded restore(SavedBackup backup, KeepRule rule) {
        Source source = bench.source(
                bench.database.username(),
                bench.database.password(),
                List.of(new DatasetDefinition(PEOPLE, List.of(), List.of(), List.of(rule), null, null)));
        RestoreSpec spec = RestoreSpec.replace(source.name(), PEOPLE, backup.id, List.of(), true);
        return (Outcome.Succeeded)
                bench.runner(source).run(spec, TestAttempt.change(new JobId(UUID.randomUUID()), spec, 1, false));
    }

    private static KeepRule rule(String table, String predicate) {
        return new KeepRule(new TableName("public", table), predicate);
    }
}
