package io.rowkeep.worker.source.postgres;

import static io.rowkeep.worker.source.postgres.TargetBench.begin;
import static io.rowkeep.worker.source.postgres.TargetBench.names;
import static io.rowkeep.worker.source.postgres.TargetBench.rule;
import static io.rowkeep.worker.source.postgres.TargetBench.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.RowChanges;
import io.rowkeep.worker.source.OutsideReference;
import io.rowkeep.worker.source.TableReference;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that are to hold nothing but their kept rows. */
class EmptiedRowsIT {

    private final TargetBench bench = new TargetBench();

    @ParameterizedTest
    @ValueSource(strings = {"cascade", "set null", "set default", "restrict", "no action"})
    void wholeAndPartlyEmptiedTablesReferToEachOtherInEveryDirection(String action) {
        bench.sql(
                "create table whole_p (id int primary key)",
                "create table part (id int primary key, p int references whole_p on delete %1$s, self int references part on delete %1$s, stays boolean)"
                        .formatted(action),
                "create table whole_c (id int primary key, part int references part on delete %1$s)".formatted(action),
                "alter table whole_p add back int references whole_c on delete %s".formatted(action),
                "create table lone (id int primary key, part int references part on delete %s)".formatted(action),
                "insert into whole_p select generate_series(1, 5)",
                "insert into part values (1, 1, 2, false), (2, 2, 1, null), (3, null, 4, true), (4, null, null, false), (5, 5, 3, false)",
                "insert into whole_c values (1, 1), (2, 2), (3, 3)",
                "update whole_p set back = 2 where id < 3",
                "insert into lone values (1, 1), (3, 3)");
        List<String> before = bench.column("select id || ' ' || ctid || ' ' || xmin from part where id in (3, 4)");
        List<String> tables = List.of("public.lone", "public.part", "public.whole_c", "public.whole_p");
        bench.change(tables, change -> {
            change.keep(List.of(rule("public.part", "stays")));
            clear(change, tables);
            assertThat(change.outsideReferences(names(tables.toArray(String[]::new))))
                    .isEmpty();
        });
        assertThat(bench.column("select id || ' ' || ctid || ' ' || xmin from part"))
                .isEqualTo(before);
        assertThat(bench.column("select 1 from whole_p union all select 1 from whole_c union all select 1 from lone"))
                .isEmpty();
    }

    @Test
    void aTableThatNothingRefersToIsTruncatedUnlessSomebodyReadsIt() throws SQLException {
        bench.sql(
                "create table a (id int primary key)",
                "create table b (id int primary key, a int references a)",
                "insert into a values (1)",
                "insert into b values (1, 1)");
        String file = bench.column("select pg_relation_filenode('b')").getFirst();
        try (Connection reader = bench.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("select count(*) from b").close();
            bench.change(List.of("public.a", "public.b"), change -> clear(change, List.of("public.a", "public.b")));
        }
        assertThat(bench.column("select id from a union all select id from b")).isEmpty();
        assertThat(bench.column("select pg_relation_filenode('b')")).containsExactly(file);

        bench.sql("insert into a values (1)");
        bench.change(List.of("public.a", "public.b"), change -> clear(change, List.of("public.a", "public.b")));

        assertThat(bench.column("select id from a")).isEmpty();
        assertThat(bench.column("select pg_relation_filenode('b')")).doesNotContain(file);
    }

    @Test
    void partitionsGoWithTheirTableAndChildrenByInheritanceStay() {
        bench.sql(
                "create table m (id int, k int, primary key (id, k)) partition by list (k)",
                "create table m1 partition of m for values in (1)",
                "create table m2 partition of m default",
                "create table parent (id int)",
                "create table child () inherits (parent)",
                "insert into m select g, g % 3 from generate_series(1, 9) g",
                "insert into parent values (1), (2)",
                "insert into child values (1), (2)");
        bench.change(List.of("public.m", "public.parent"), change -> {
            change.keep(List.of(rule("public.m", "id = 5"), rule("public.parent", "id = 2")));
            assertThat(change.compareWithEmpty(table("public.m"))).isEqualTo(new RowChanges(0, 0, 8, 1));
            assertThat(change.compareWithEmpty(table("public.parent"))).isEqualTo(new RowChanges(0, 0, 1, 1));
        });
        assertThat(bench.column("select id from m")).containsExactly("5");
        assertThat(bench.column("select id from only parent")).containsExactly("2");
        assertThat(bench.column("select id from child order by id")).containsExactly("1", "2");
    }

    @Test
    void referencesFromTablesThatDoNotChangeAreCountedWhetherTheyArePartOfTheViewOrNot() {
        bench.sql(
                "create table p (id int primary key, stays boolean)",
                "create table whole (id int primary key)",
                "create table o_none (p int references p)",
                "create table o_restrict (p int references p on delete restrict)",
                "create table o_cascade (p int references p on delete cascade)",
                "create table o_null (p int references p on delete set null, w int references whole on delete set null)",
                "create table o_default (w int default 1 references whole on delete set default)",
                "create table changes (p int references p)",
                "insert into p values (1, false), (2, true)",
                "insert into whole values (1)",
                "insert into o_none values (1), (1), (2), (null)",
                "insert into o_restrict values (1), (2)",
                "insert into o_cascade values (1), (1), (1)",
                "insert into o_null values (1, 1), (2, null)",
                "insert into o_default values (1)",
                "insert into changes values (1)");
        List<String> viewed = List.of("public.p", "public.whole", "public.changes", "public.o_cascade");
        try (TargetSession session = bench.session();
                TargetView view = session.view(names(viewed.toArray(String[]::new)))) {
            view.keep(List.of(rule("public.p", "stays")));
            clear(view, List.of("public.p", "public.whole", "public.changes"));
            assertThat(view.outsideReferences(names("public.p", "public.whole", "public.changes")))
                    .containsExactlyInAnyOrder(
                            outside("o_none", "p", "would refer to nothing", 2),
                            outside("o_restrict", "p", "forbid the change", 1),
                            outside("o_cascade", "p", "would be deleted or changed along", 3),
                            outside("o_null", "p", "would lose their reference", 1),
                            outside("o_null", "whole", "would lose their reference", 1),
                            outside("o_default", "whole", "would have their reference set to its default", 1));
        }
    }

    @Test
    void anotherTablesUndeferredTriggerThatTouchesAKeptRowRollsEverythingBack() {
        bench.sql(
                "create table users (id int primary key, is_admin boolean, seen int default 0)",
                "insert into users values (1, true), (2, false)",
                "create function count_it() returns trigger language plpgsql as"
                        + " 'begin update public.users set seen = seen + 1 where is_admin; return null; end'",
                "create trigger count_it after delete on users for each statement execute function count_it()");
        try (TargetSession session = bench.session();
                TargetChange change = begin(session, "public.users")) {
            change.keep(List.of(rule("public.users", "is_admin")));
            change.compareWithEmpty(table("public.users"));
            change.apply();
            assertThatThrownBy(() -> change.settle(Map.of()))
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEPT_ROWS_CHANGED))
                    .hasMessageContaining("1 rows of table public.users")
                    .hasMessageContaining("only 0");
        }
        assertThat(bench.column("select id || ' ' || seen from users order by id"))
                .containsExactly("1 0", "2 0");
    }

    @Test
    void aTableWithRulesIsNotDeletedFromByStatements() {
        bench.sql(
                "create table users (id int primary key)",
                "create rule nothing_goes as on delete to users do instead nothing",
                "insert into users values (1), (2)");
        bench.change(List.of("public.users"), change -> clear(change, List.of("public.users")));
        assertThat(bench.column("select id from users")).isEmpty();

        bench.sql("insert into users values (1), (2)");
        assertThatThrownBy(() -> bench.change(List.of("public.users"), change -> {
                    change.keep(List.of(rule("public.users", "id = 1")));
                    clear(change, List.of("public.users"));
                }))
                .hasMessageContaining("nothing_goes");
        assertThat(bench.column("select id from users")).hasSize(2);
    }

    @Test
    void anEmptyTableIsLeftAlone() {
        bench.sql(
                "create table a (id int primary key)",
                "create table o (a int references a)",
                "insert into o values (null)");
        bench.change(List.of("public.a"), change -> {
            assertThat(change.compareWithEmpty(table("public.a"))).isEqualTo(new RowChanges(0, 0, 0, 0));
            assertThat(change.outsideReferences(names("public.a"))).isEmpty();
        });
    }

    private static void clear(TargetView view, List<String> tables) {
        tables.forEach(name -> view.compareWithEmpty(TableName.parse(name)));
    }

    private static OutsideReference outside(String from, String to, String consequence, long rows) {
        String column = to.equals("p") ? "p" : "w";
        return new OutsideReference(
                new TableReference(
                        "%s_%s_fkey".formatted(from, column), table("public." + from), table("public." + to)),
                consequence,
                rows);
    }
}
