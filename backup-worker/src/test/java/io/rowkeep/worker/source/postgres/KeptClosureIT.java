package io.rowkeep.worker.source.postgres;

import static io.rowkeep.worker.source.postgres.TargetBench.lines;
import static io.rowkeep.worker.source.postgres.TargetBench.names;
import static io.rowkeep.worker.source.postgres.TargetBench.rule;
import static io.rowkeep.worker.source.postgres.TargetBench.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.dataset.KeepRule;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rows stay: those of the rules, and all that they refer to. */
class KeptClosureIT {

    private final TargetBench bench = new TargetBench();

    @Test
    void everythingThatAKeptRowRefersToIsKeptOverSelfReferencesAndCycles() {
        bench.sql(
                "create table country (id int primary key)",
                "create table team (id int primary key, country int references country, lead int)",
                "create table users (id int primary key, team int references team, boss int references users, is_admin boolean)",
                "alter table team add foreign key (lead) references users on delete set null",
                "create table note (id int primary key, author int references users on delete cascade)",
                "insert into country select generate_series(1, 3)",
                "insert into team values (1, 1, null), (2, 2, null), (3, 3, null)",
                "insert into users values (1, 1, null, false), (2, null, 1, null), (3, null, 2, true), (4, 2, 3, false), (5, 3, 5, false)",
                "update team set lead = 4 where id = 1",
                "insert into note values (1, 3), (2, 5)");
        bench.change(List.of("public.country", "public.team", "public.users", "public.note"), change -> {
            assertThat(change.keep(List.of(rule("public.users", "is_admin"))))
                    .containsEntry(table("public.users"), new KeptRows(1, 0, 3, 0))
                    .containsEntry(table("public.team"), new KeptRows(0, 0, 2, 0))
                    .containsEntry(table("public.country"), new KeptRows(0, 0, 2, 0))
                    .doesNotContainKey(table("public.note"));
            assertThat(change.compareWithEmpty(table("public.users"))).isEqualTo(new RowChanges(0, 0, 1, 4));
            assertThat(change.compareWithEmpty(table("public.team"))).isEqualTo(new RowChanges(0, 0, 1, 2));
            assertThat(change.compareWithEmpty(table("public.country"))).isEqualTo(new RowChanges(0, 0, 1, 2));
            assertThat(change.compareWithEmpty(table("public.note"))).isEqualTo(new RowChanges(0, 0, 2, 0));
            assertThat(change.outsideReferences(names("public.country", "public.team", "public.users", "public.note")))
                    .isEmpty();
        });
        assertThat(bench.column("select id from users order by id")).containsExactly("1", "2", "3", "4");
        assertThat(bench.column("select id || coalesce(' ' || lead, '') from team order by id"))
                .containsExactly("1 4", "2");
        assertThat(bench.column("select id from country order by id")).containsExactly("1", "2");
        assertThat(bench.column("select id from note")).isEmpty();
    }

    @Test
    void severalRulesCountARowOnceAndNullIsNotKept() {
        bench.sql(
                "create table users (id int primary key, is_admin boolean, name text)",
                "insert into users values (1, true, 'root'), (2, null, 'root'), (3, false, null), (4, null, null), (5, true, 'x')");
        assertKept(
                List.of(
                        rule("public.users", "is_admin -- the administrator"),
                        rule("public.users", "name = 'root' or /* and */ id = 3")),
                new KeptRows(4, 0, 0, 0));
    }

    @Test
    void aRuleMayCallItsTableByNameWhereItLooksAtOtherTables() {
        bench.sql(
                "create table users (id int primary key, k int)",
                "create table parts (id int, users int) partition by list (id)",
                "create table parts_1 partition of parts default",
                "create table member (users int, k int, role text)",
                "insert into users values (1, 1), (2, 2), (3, 3)",
                "insert into parts select id, id from users",
                "insert into member values (1, 1, 'owner'), (2, 2, 'guest')");
        assertKept(
                List.of(
                        rule(
                                "public.users",
                                "exists (select from public.member k where k.users = users.id and role = 'owner')"),
                        rule(
                                "public.users",
                                "exists (select from public.member t where t.k = public.users.k and t.k = 2)")),
                new KeptRows(2, 0, 0, 0));
        try (TargetSession session = bench.session();
                TargetView view = session.view(names("public.parts_1"))) {
            assertThat(view.keep(List.of(rule(
                            "public.parts",
                            "exists (select from public.users u where u.id = parts.users and u.id < 3)"))))
                    .containsEntry(table("public.parts_1"), new KeptRows(2, 0, 0, 0));
        }
    }

    @Test
    void compositeKeysWithNullsReferToNothing() {
        bench.sql(
                "create table p (a int, b int, primary key (a, b)) partition by list (b)",
                "create table p1 partition of p for values in (1)",
                "create table p2 partition of p default",
                "create table users (id int primary key, a int, b int, foreign key (a, b) references p) partition by hash (id)",
                "create table users_0 partition of users for values with (modulus 2, remainder 0)",
                "create table users_1 partition of users for values with (modulus 2, remainder 1)",
                "insert into p values (1, 1), (1, 2), (2, 1), (2, 2)",
                "insert into users values (1, 1, 1), (2, 2, null), (3, 2, 2), (4, null, null), (5, 1, 2)");
        try (TargetSession session = bench.session();
                TargetView view = session.view(names("public.p", "public.users"))) {
            assertThat(view.keep(List.of(rule("public.users", "id < 5"))))
                    .containsEntry(table("public.users"), new KeptRows(4, 0, 0, 0))
                    .containsEntry(table("public.p"), new KeptRows(0, 0, 2, 0));
            assertThat(view.compareWithEmpty(table("public.p"))).isEqualTo(new RowChanges(0, 0, 2, 2));
        }
    }

    @Test
    void aRuleAboutAPartitionAndOneAboutTheWholeTableHoldForBoth() {
        bench.sql(
                "create table users (id int, k int, primary key (id, k)) partition by list (k)",
                "create table users_1 partition of users for values in (1)",
                "create table users_2 partition of users for values in (2)",
                "insert into users values (1, 1), (2, 1), (3, 1), (1, 2), (2, 2), (3, 2)");
        List<KeepRule> rules = List.of(
                rule("public.users", "id = 1"), rule("public.users_1", "id < 3"), rule("public.other", "id = 1"));
        assertKept(rules, new KeptRows(3, 0, 0, 0));
        try (TargetSession session = bench.session();
                TargetView view = session.view(names("public.users_2"))) {
            assertThat(view.keep(rules)).containsEntry(table("public.users_2"), new KeptRows(1, 0, 0, 0));
        }
        try (TargetSession session = bench.session();
                TargetView view = session.view(names("public.users_1"))) {
            assertThat(view.keep(rules)).containsEntry(table("public.users_1"), new KeptRows(2, 0, 0, 0));
        }
    }

    @Test
    void aLongChainIsKeptToItsEnd() {
        bench.sql(
                "create table users (id int primary key, boss int references users)",
                "insert into users select g, nullif(g - 1, 0) from generate_series(1, 30000) g");
        assertKept(List.of(rule("public.users", "id = 25000")), new KeptRows(1, 0, 24999, 0));
    }

    @Test
    void rowsThatCameAfterAnUndoneJobAreKeptWithWhatTheyReferTo() {
        bench.sql(
                "create table team (id int primary key)",
                "create table users (id int primary key, team int references team, name text)",
                "insert into team values (1), (2), (3)",
                "insert into users values (1, 1, 'restored'), (2, 1, 'changed since'), (3, 2, 'came later'), (4, 3, 'admin')");
        bench.change(List.of("public.team", "public.users"), change -> {
            change.stage(table("public.team"), List.of("id"), lines("3", "4"));
            change.stage(table("public.users"), List.of("id", "team", "name"), lines("1\t4\tbefore", "3\t3\tbefore"));
            change.stageUndone(table("public.team"), List.of("id"), lines("1", "2", "3"));
            change.stageUndone(table("public.users"), List.of("id", "team", "name"), lines("1\t1\tx", "2\t1\tx"));

            assertThat(change.keep(List.of(rule("public.users", "name = 'admin'"))))
                    .containsEntry(table("public.users"), new KeptRows(1, 1, 0, 1))
                    .containsEntry(table("public.team"), new KeptRows(0, 0, 2, 1));
            assertThat(change.compare(table("public.team"))).isEqualTo(new RowChanges(1, 0, 1, 2));
            assertThat(change.compare(table("public.users"))).isEqualTo(new RowChanges(0, 1, 1, 2));
        });
        assertThat(bench.column("select concat_ws(' ', id, team, name) from users order by id"))
                .containsExactly("1 4 before", "3 2 came later", "4 3 admin");
        assertThat(bench.column("select id from team order by id")).containsExactly("2", "3", "4");
    }

    @Test
    void afterAClearEverythingThatIsThereCameLater() {
        bench.sql("create table users (id int primary key)", "insert into users values (1), (7)");
        bench.change(List.of("public.users"), change -> {
            change.stage(table("public.users"), List.of("id"), lines("1", "2", "3"));
            change.stageUndone(table("public.users"), List.of("id"), lines());
            assertThat(change.keep(List.of())).containsEntry(table("public.users"), new KeptRows(0, 2, 0, 1));
            assertThat(change.compare(table("public.users"))).isEqualTo(new RowChanges(2, 0, 0, 2));
        });
        assertThat(bench.column("select id from users order by id")).containsExactly("1", "2", "3", "7");
    }

    @Test
    void aRuleThatFailsOnARowIsNamed() {
        bench.sql("create table users (id int primary key)", "insert into users values (0)");
        try (TargetSession session = bench.session();
                TargetView view = session.view(names("public.users"))) {
            assertThatThrownBy(() -> view.keep(List.of(rule("public.users", "1 / id = 1"))))
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEEP_RULE_INVALID))
                    .hasMessageContaining("\"1 / id = 1\" of table public.users")
                    .hasMessageContaining("division by zero");
        }
    }

    private void assertKept(List<KeepRule> rules, KeptRows expected) {
        try (TargetSession session = bench.session();
                TargetView view = session.view(names("public.users"))) {
            assertThat(view.keep(rules)).containsEntry(table("public.users"), expected);
        }
    }
}
