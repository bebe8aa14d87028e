package io.rowkeep.worker.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.worker.attempt.TestAttempt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where catalogues, names and actions of foreign keys are at their strangest. */
class EdgesIT {

    private final RestoreBench bench = new RestoreBench();

    @Test
    void aPartitionCanBeRestoredAloneAlthoughOthersReferToItsParent() {
        bench.sql(
                "create table m (id int, k int, v text, primary key (id, k)) partition by list (k)",
                "create table m1 partition of m for values in (1)",
                "create table m2 (v text, k int not null, id int not null)",
                "alter table m attach partition m2 for values in (2)",
                "create table o (id int, k int, foreign key (id, k) references m)",
                "insert into m select g, 1 + g % 2, 'v' from generate_series(1, 40) g",
                "insert into o select g, 1 + g % 2 from generate_series(1, 10) g");
        Map<String, List<String>> before = bench.contents();
        SavedBackup backup = bench.backup(BackupFormat.JSON, "public.m2");
        bench.sql("update m set v = 'x' where k = 2", "delete from m where id > 20 and k = 2");

        bench.restore(backup, "public.m2");

        assertThat(bench.contents()).isEqualTo(before);
    }

    @Test
    void triggersOfPartitionsRestAsWell() {
        bench.sql(
                "create table audit (what text)",
                "create function log() returns trigger language plpgsql as $$begin insert into public.audit values (tg_table_name); return null; end$$",
                "create table e (id int, k int) partition by range (k)",
                "create table e1 partition of e for values from (0) to (50)",
                "create table e2 partition of e for values from (50) to (100) partition by list (k)",
                "create table e3 partition of e2 default",
                "insert into e select g, g from generate_series(0, 99) g",
                "create trigger all_of_it after insert or delete on e for each row execute function log()",
                "create trigger own after insert on e3 for each row execute function log()");
        String states =
                "select string_agg(tgrelid::regclass || tgname || tgenabled::text, ',' order by tgrelid::regclass::text, tgname)"
                        + " from pg_trigger where not tgisinternal";
        String before = bench.value(states);
        SavedBackup backup = bench.backup(BackupFormat.NATIVE, "public.e");
        bench.sql("delete from e", "truncate audit");

        bench.restore(backup);

        assertThat(bench.column("select what from audit")).isEmpty();
        assertThat(bench.value("select count(*) from e")).isEqualTo("100");
        assertThat(bench.value(states)).isEqualTo(before);
    }

    @Test
    void oddNamesAndColumnsInAnotherOrderAreStagedRight() {
        bench.sql(
                "create schema \"S%s ?\"",
                "create table \"S%s ?\".\"T'$$ {d\" (\"?\" int primary key, \"%d\" text, \"a\"\"b\" int generated always as (1) stored, \"\\\" text unique)",
                "create table o (\"?\" int references \"S%s ?\".\"T'$$ {d\")",
                "insert into \"S%s ?\".\"T'$$ {d\" (\"?\", \"%d\", \"\\\") select g, 'v', 'u' || g from generate_series(1, 20) g",
                "insert into o select generate_series(1, 20)");
        Map<String, List<String>> before = bench.contents();
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql(
                "update \"S%s ?\".\"T'$$ {d\" set \"%d\" = 'damaged' where \"?\" < 5",
                "alter table o rename to \"o ' % ?\"", "insert into \"S%s ?\".\"T'$$ {d\" values (99, 'new')");

        bench.restore(backup, "\"S%s ?\".\"T'$$ {d\"");

        bench.sql("alter table \"o ' % ?\" rename to o");
        assertThat(bench.contents()).isEqualTo(before);
        bench.sql("insert into \"S%s ?\".\"T'$$ {d\" values (99, 'new')", "insert into o values (99)");
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> bench.restore(backup, "\"S%s ?\".\"T'$$ {d\""))
                .withMessageContaining("1 rows of public.o would refer to nothing");
    }

    @Test
    void anActionWithinTheSelectionThatUndoesTheRestoreIsRefused() {
        bench.sql(
                "create table p (id int primary key, code text not null unique)",
                "create table c (id int primary key, code text references p (code) on update cascade)",
                "create table o (p int references p)",
                "create table o2 (c int references c)",
                "insert into p values (1, 'a'), (2, 'b')",
                "insert into c values (1, 'a'), (2, 'b')",
                "insert into o values (1)",
                "insert into o2 values (1)");
        Map<String, List<String>> saved = bench.contents();
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql(
                "update p set code = 'z' where id = 1",
                "update p set code = 'a' where id = 2",
                "update c set code = 'a'");
        Map<String, List<String>> damaged = bench.contents();

        // The server moves children of 'a' along with row 2: either they end as saved, or nothing has happened.
        try {
            bench.restore(backup, "public.p", "public.c");
            assertThat(bench.contents()).isEqualTo(saved);
        } catch (BackupException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED);
            assertThat(bench.contents()).isEqualTo(damaged);
        }
    }

    @Test
    void anIdentityThatNobodyMayUpdateIsNamed() {
        bench.sql(
                "create table p (id int primary key, serial int generated always as identity)",
                "create table o (p int references p)",
                "insert into p (id) values (1), (2)",
                "insert into o values (1)");
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql("update p set serial = default where id = 1");

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> bench.restore(backup, "public.p"))
                .withMessageContaining("1 rows of table public.p")
                .withMessageContaining("serial");
    }

    @Test
    void aSessionThatTheServerEndsIsAFailureThatCanBeTriedAgain() {
        bench.sql("create table t (id int primary key)", "insert into t select generate_series(1, 5000)");
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql("delete from t");
        TestAttempt attempt = bench.attempt(bench.spec(backup));
        attempt.onProgress = () -> {
            if (attempt.progress.getLast().bytes() > 0) {
                bench.sql(
                        "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'rowkeep/%s/%%'"
                                .formatted(attempt.claim().jobId()));
            }
        };

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> bench.run(attempt))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
        assertThat(bench.value("select count(*) from t")).isEqualTo("0");
    }
}
