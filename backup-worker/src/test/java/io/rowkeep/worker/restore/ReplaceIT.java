package io.rowkeep.worker.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.worker.attempt.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole tables come back as they were, whatever refers to what inside the selection. */
class ReplaceIT {

    private final RestoreBench bench = new RestoreBench();

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyFormatBringsBackTablesThatReferToEachOther(BackupFormat format) {
        bench.sql(
                "create table students (id serial primary key, name text not null, born date, notes jsonb, raw bytea)",
                "create table courses (id int primary key, title text, fee numeric(10,2))",
                "create table enrollments (student int references students on delete cascade,"
                        + " course int references courses on delete restrict, primary key (student, course))",
                "insert into students (name, born, notes, raw) select 'Nämé ' || g, date '2000-01-01' + g,"
                        + " jsonb_build_object('n', g, 'a\\b', e'x\\ny'), int4send(g) from generate_series(1, 3000) g",
                "insert into students (name) values (''), (e'tab\\t\"quote\\\\'), ('\\N')",
                "insert into courses values (1, null, 1.50), (2, 'x', 'NaN')",
                "insert into enrollments select g, 1 + g % 2 from generate_series(1, 3000) g");
        Map<String, List<String>> before = bench.contents();
        SavedBackup backup = bench.backup(format);
        bench.sql(
                "delete from enrollments where student % 3 = 0",
                "update students set name = 'gone'",
                "delete from students where id > 2990 and id not in (select student from enrollments)",
                "insert into courses values (3)");

        Outcome.Succeeded outcome = bench.restore(backup);

        assertThat(bench.contents()).isEqualTo(before);
        assertThat(outcome.statistics().tables())
                .extracting(table -> table.name().name(), TableStatistics::rows)
                .containsExactly(tuple("courses", 2L), tuple("enrollments", 3000L), tuple("students", 3003L));
        assertThat(outcome.statistics().tables().getFirst().changes()).isEqualTo(new RowChanges(2, 0, 3, 0));
        assertThat(outcome.statistics().bytesIn()).isPositive();
        assertThat(outcome.statistics().bytesOut()).isPositive();
    }

    @Test
    void circlesWithImmediateNotNullReferencesComeBack() {
        bench.sql(
                "create table a (id int primary key, b int not null)",
                "create table b (id int primary key, a int not null references a on delete restrict)",
                "alter table a add foreign key (b) references b on delete cascade on update cascade",
                "create table x (id int generated always as identity primary key, y int not null)",
                "create table y (id int primary key, z int not null, double int generated always as (id * 2) stored)",
                "create table z (id int primary key, x int not null references x on delete restrict)",
                "alter table x add foreign key (y) references y",
                "alter table y add foreign key (z) references z on delete cascade",
                "create table leaf (id int primary key, x int references x on delete set null, a int references a on delete set default)",
                "create table tree (id int primary key, parent int references tree on delete restrict)",
                "with i as (insert into a select g, g from generate_series(1, 100) g) insert into b select g, g from generate_series(1, 100) g",
                "with i as (insert into x (y) select g from generate_series(1, 100) g), j as (insert into y (id, z) select g, g from generate_series(1, 100) g)"
                        + " insert into z select g, g from generate_series(1, 100) g",
                "insert into leaf select g, g, g from generate_series(1, 100) g",
                "insert into tree select g, case when g < 100 then g + 1 end from generate_series(1, 100) g order by g");
        Map<String, List<String>> before = bench.contents();
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql(
                "update leaf set x = null where id > 50",
                "delete from leaf where id < 10",
                "update tree set parent = null",
                "delete from tree where id > 50");

        bench.restore(backup);

        assertThat(bench.contents()).isEqualTo(before);
    }

    @Test
    void oddNamesKeylessTablesInheritanceAndTablesWithoutColumnsComeBack() {
        bench.sql(
                "create schema \"Od.d \"\"schema\"",
                "create table \"Od.d \"\"schema\".\"select \"\"*\"\" from\" (\"Id,\" int primary key, \"tab\tle\" text, \"$1?\" int)",
                "create table keyless (a int, b text)",
                "create table parent (id int, t text)",
                "create table child (extra int) inherits (parent)",
                "create table nothing ()",
                "insert into \"Od.d \"\"schema\".\"select \"\"*\"\" from\" values (1, 'x', 2), (2, null, null)",
                "insert into keyless values (1, 'a'), (1, 'a'), (null, null)",
                "insert into parent values (1, 'p')",
                "insert into child values (2, 'c', 3)",
                "insert into nothing default values",
                "insert into nothing default values");
        Map<String, List<String>> before = bench.contents();
        SavedBackup backup = bench.backup(BackupFormat.CSV);
        bench.sql(
                "delete from \"Od.d \"\"schema\".\"select \"\"*\"\" from\"",
                "insert into keyless values (5, 'new')",
                "delete from parent",
                "insert into nothing default values");

        bench.restore(backup);

        assertThat(bench.contents()).isEqualTo(before);
    }

    @Test
    void partitionsMayHaveOtherBoundsThanBefore() {
        bench.sql(
                "create table events (id int, at date, primary key (id, at)) partition by range (at)",
                "create table events_a partition of events for values from ('2024-01-01') to ('2025-01-01')",
                "create table events_b partition of events for values from ('2025-01-01') to ('2026-01-01')",
                "create table notes (id int primary key, event int, at date, foreign key (event, at) references events)",
                "insert into events select g, date '2024-01-01' + g from generate_series(1, 700) g",
                "insert into notes select g, g, date '2024-01-01' + g from generate_series(1, 700) g");
        Map<String, List<String>> before = bench.contents();
        SavedBackup backup = bench.backup(BackupFormat.NATIVE);
        bench.sql(
                "truncate events, notes",
                "alter table events detach partition events_a",
                "alter table events detach partition events_b",
                "drop table events_a, events_b",
                "create table events_all (at date not null, id int not null)",
                "alter table events attach partition events_all default");

        bench.restore(backup);

        assertThat(bench.contents()).isEqualTo(before);
        assertThat(bench.value("select count(*) from events_all")).isEqualTo("700");
    }

    @Test
    void triggersDoNotRunAndAreAsBeforeAfterwards() {
        bench.sql(
                "create table audit (what text)",
                "create table t (id int primary key, v text, updated_at timestamptz)",
                "create function touch() returns trigger language plpgsql as $$begin new.updated_at := now(); return new; end$$",
                "create function log() returns trigger language plpgsql as $$begin insert into public.audit values (tg_op); return null; end$$",
                "insert into t select g, 'v', '2020-01-01' from generate_series(1, 10) g",
                "create trigger touch before insert or update on t for each row execute function touch()",
                "create trigger log after insert or update or delete on t for each row execute function log()",
                "create trigger empty after truncate on t for each statement execute function log()",
                "create constraint trigger late after insert on t deferrable initially deferred for each row execute function log()",
                "create trigger off after insert on t for each row execute function log()",
                "alter table t enable always trigger touch",
                "alter table t enable replica trigger off",
                "alter table t disable trigger empty");
        String triggers =
                "select string_agg(tgname || tgenabled::text, ',' order by tgname) from pg_trigger where not tgisinternal";
        Map<String, List<String>> before = bench.contents();
        String states = bench.value(triggers);
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql("update t set v = 'damaged'", "truncate audit");

        bench.restore(backup, "public.t");

        assertThat(bench.contents()).isEqualTo(before);
        assertThat(bench.value(triggers)).isEqualTo(states);
        bench.sql("insert into t values (11)");
        assertThat(bench.column("select what from audit")).hasSize(2);
    }

    @Test
    void deferredConstraintsAreCheckedBeforeTheCommit() {
        bench.sql(
                "create table p (id int primary key)",
                "create table c (id int primary key, p int references p deferrable initially deferred, unique (p) deferrable initially deferred)",
                "insert into p select generate_series(1, 10)",
                "insert into c select g, 11 - g from generate_series(1, 10) g");
        Map<String, List<String>> before = bench.contents();
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql("truncate p, c");

        bench.restore(backup);

        assertThat(bench.contents()).isEqualTo(before);
    }
}
