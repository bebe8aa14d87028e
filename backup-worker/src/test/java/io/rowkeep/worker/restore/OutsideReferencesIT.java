package io.rowkeep.worker.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.RowChanges;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables that rows outside the selection refer to: a row that stays is never deleted, and nothing outside ever changes. */
class OutsideReferencesIT {

    private final RestoreBench bench = new RestoreBench();

    private void parentWithEveryKindOfChild() {
        bench.sql(
                "create table grand (id int primary key, v text)",
                "create table p (id int generated always as identity primary key, code text unique, v text, grand int references grand,"
                        + " twice text generated always as (v || v) stored)",
                "create table inside (id int primary key, p int references p on delete restrict)",
                "create table o_none (id int primary key, p int references p)",
                "create table o_restrict (p int references p on delete restrict)",
                "create table o_cascade (p int references p on delete cascade on update cascade)",
                "create table o_null (p int references p on delete set null)",
                "create table o_default (p int default 1 references p on delete set default)",
                "create table o_code (code text references p (code) on update cascade)",
                "insert into grand select g, 'g' from generate_series(1, 3) g",
                "insert into p (code, v, grand) select 'c' || g, 'v' || g, 1 + g % 3 from generate_series(1, 100) g",
                "insert into inside select g, g from generate_series(1, 50) g",
                "insert into o_none select g, g from generate_series(1, 20) g",
                "insert into o_restrict select generate_series(1, 20)",
                "insert into o_cascade select generate_series(1, 20)",
                "insert into o_null select generate_series(1, 20)",
                "insert into o_default select generate_series(1, 20)",
                "insert into o_code select 'c' || g from generate_series(1, 20) g");
    }

    @Test
    void rowsThatStayAreUpdatedOrLeftAloneWhateverRefersToThem() {
        parentWithEveryKindOfChild();
        Map<String, List<String>> before = bench.contents();
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql(
                "update p set v = 'damaged', grand = null where id between 11 and 20",
                "delete from inside",
                "delete from p where id > 90",
                "insert into p (code, v) select 'new' || g, 'n' from generate_series(1, 7) g",
                "insert into grand values (9, 'new')");
        List<String> untouched = bench.column("select id || '/' || xmin from p where id <= 10 or id between 21 and 90");

        var outcome = bench.restore(backup, "public.p", "public.inside", "public.grand");

        assertThat(bench.contents()).isEqualTo(before);
        assertThat(bench.column("select id || '/' || xmin from p where id <= 10 or id between 21 and 90"))
                .isEqualTo(untouched);
        assertThat(outcome.statistics().tables())
                .filteredOn(table -> table.name().name().equals("p"))
                .singleElement()
                .satisfies(table -> assertThat(table.changes()).isEqualTo(new RowChanges(10, 10, 7, 80)));
    }

    @Test
    void rowsOutsideThatWouldBeHurtAreCountedAndNothingIsWritten() {
        parentWithEveryKindOfChild();
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql(
                "insert into p (code, v) values ('new', 'n')",
                "insert into o_none values (1000, 101), (1001, 101)",
                "insert into o_restrict values (101)",
                "insert into o_cascade values (101), (101), (101)",
                "insert into o_null values (101)",
                "insert into o_default values (101)",
                "update p set code = 'other' where id = 5");
        Map<String, List<String>> damaged = bench.contents();

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> bench.restore(backup, "public.p", "public.inside", "public.grand"))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OUTSIDE_REFERENCES))
                .withMessageContaining("2 rows of public.o_none would refer to nothing")
                .withMessageContaining("1 rows of public.o_restrict")
                .withMessageContaining("3 rows of public.o_cascade would be deleted")
                .withMessageContaining("1 rows of public.o_null would lose")
                .withMessageContaining("1 rows of public.o_default")
                .withMessageContaining("1 rows of public.o_code")
                .withMessageContaining("\"o_none_p_fkey\"");
        assertThat(bench.contents()).isEqualTo(damaged);
        assertThat(bench.value("select count(*) from rowkeep.applied_job")).isEqualTo("0");
    }

    @Test
    void aTableWithoutPrimaryKeyThatOthersReferToKeepsTheirRows() {
        bench.sql(
                "create table p (code text unique)",
                "create table o (code text references p (code))",
                "insert into p values ('a'), ('b')",
                "insert into o values ('a')");
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql("delete from p where code = 'b'", "insert into p values ('c')");

        bench.restore(backup, "public.p");

        assertThat(bench.column("select code from p order by code")).containsExactly("a", "b");
        assertThat(bench.column("select code from o")).containsExactly("a");
    }

    @Test
    void keysAreEqualByTheirOwnOperatorAndRowsByTheirBytes() {
        bench.sql(
                "create schema ext",
                "create extension citext schema ext",
                "create table names (name ext.citext primary key, n numeric, j json, z float8)",
                "create table o (name ext.citext references names)",
                "create table amounts (a numeric, t text collate \"C\", primary key (a, t))",
                "create table o2 (a numeric, t text, foreign key (a, t) references amounts)",
                "insert into names values ('Ada', 1.0, '{\"a\": 1}', 0), ('bob', 2.00, null, '-0')",
                "insert into o values ('ADA'), ('bob')",
                "insert into amounts values (1.0, 'x'), (2, 'y')",
                "insert into o2 values (1, 'x')");
        Map<String, List<String>> before = bench.contents();
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql(
                "update names set name = 'ADA', n = 1.00 where name::text = 'Ada'",
                "update names set j = '{\"a\":1}', z = 0 where name::text = 'bob'",
                "update amounts set a = 1.000 where a = 1");

        var outcome = bench.restore(backup, "public.names", "public.amounts");

        assertThat(bench.contents()).isEqualTo(before);
        assertThat(outcome.statistics().tables())
                .extracting(table -> table.changes())
                .containsExactly(new RowChanges(0, 1, 0, 1), new RowChanges(0, 2, 0, 0));
    }

    @Test
    void stagedTablesThatReferToEachOtherInACircleAreAppliedAtOnce() {
        bench.sql(
                "create table a (id int primary key, b int not null, v text)",
                "create table b (id int primary key, a int not null references a on delete cascade)",
                "alter table a add foreign key (b) references b on delete set null",
                "create table o (a int references a on delete cascade)",
                "with i as (insert into a select g, g, 'v' from generate_series(1, 20) g) insert into b select g, g from generate_series(1, 20) g",
                "insert into o select generate_series(1, 5)");
        Map<String, List<String>> before = bench.contents();
        SavedBackup backup = bench.backup(BackupFormat.CSV);
        bench.sql(
                "with d as (delete from a where id > 10) delete from b where id > 10",
                "with i as (insert into a values (30, 30, 'new')) insert into b values (30, 30)",
                "update a set v = 'x', b = 30 where id < 3",
                "update b set a = 30 where id = 7");

        bench.restore(backup, "public.a", "public.b");

        assertThat(bench.contents()).isEqualTo(before);
    }

    @Test
    void partitionedTablesWithReferencesFromOutsideAreStagedToo() {
        bench.sql(
                "create table m (id int, k int, v text, primary key (id, k)) partition by list (k)",
                "create table m1 partition of m for values in (1)",
                "create table m2 partition of m for values in (2)",
                "create table o (id int, k int, foreign key (id, k) references m on delete cascade) partition by list (k)",
                "create table o1 partition of o default",
                "insert into m select g, 1 + g % 2, 'v' from generate_series(1, 50) g",
                "insert into o select g, 1 + g % 2 from generate_series(1, 10) g");
        Map<String, List<String>> before = bench.contents();
        SavedBackup backup = bench.backup(BackupFormat.NATIVE);
        bench.sql(
                "update m set v = 'x' where id < 20",
                "delete from m where id > 40",
                "insert into m values (99, 1, 'n')");

        bench.restore(backup, "public.m");
        assertThat(bench.contents()).isEqualTo(before);

        bench.sql("insert into m values (99, 1, 'n')", "insert into o values (99, 1)");
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> bench.restore(backup, "public.m"))
                .withMessageContaining("1 rows of public.o would be deleted");
    }

    @Test
    void rowsThatSwapAUniqueValueAreRefusedWhereAnActionOutsideWouldNotice() {
        bench.sql(
                "create table p (id int primary key, u int not null unique)",
                "create table o (p int references p on delete cascade)",
                "insert into p values (1, 1), (2, 2), (3, 3)",
                "insert into o values (1)");
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql("update p set u = 10 - u", "update p set u = u - 6");
        assertThat(bench.column("select u from p order by id")).containsExactly("3", "2", "1");

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> bench.restore(backup, "public.p"))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OUTSIDE_REFERENCES))
                .withMessageContaining("1 rows of public.o would be deleted");
        assertThat(bench.column("select p from o")).containsExactly("1");
    }

    @Test
    void uniqueValuesMayPassFromAGoneOrChangedRowToAnother() {
        bench.sql(
                "create table p (id int primary key, u int unique)",
                "create table o (p int references p)",
                "insert into p values (1, 1), (2, 2), (3, 3)",
                "insert into o values (1)");
        Map<String, List<String>> before = bench.contents();
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql(
                "delete from p where id > 1", "update p set u = 3 where id = 1", "insert into p values (9, 2), (3, 1)");

        bench.restore(backup, "public.p");

        assertThat(bench.contents()).isEqualTo(before);
    }

    @Test
    void rowsMaySwapWhatAnExpressionARangeOrAGeneratedColumnKeepsUnique() {
        bench.sql(
                "create table p (id int primary key, t text, during int4range, g text generated always as (upper(t)) stored unique, exclude using gist (during with &&))",
                "create unique index on p (lower(t))",
                "create table o (p int references p)",
                "insert into p values (1, 'A', '[1,5)'), (2, 'b', '[5,9)'), (3, 'c', null)",
                "insert into o values (1), (2), (3)");
        Map<String, List<String>> before = bench.contents();
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql(
                "update p set t = 'z', during = null where id = 1",
                "update p set t = 'a', during = '[1,5)' where id = 2",
                "update p set t = 'B', during = '[5,9)' where id = 1");

        bench.restore(backup, "public.p");

        assertThat(bench.contents()).isEqualTo(before);
    }
}
