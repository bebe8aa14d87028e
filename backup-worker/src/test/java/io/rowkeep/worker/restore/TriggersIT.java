package io.rowkeep.worker.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.worker.source.Source;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Triggers rest, or run and see what happens to each row. */
class TriggersIT {

    private static final MergeOptions PRESERVING =
            new MergeOptions(ConflictPolicy.BACKUP_WINS, true, null, List.of(), List.of());

    private final RestoreBench bench = new RestoreBench();
    private final Source stamped = bench.source(
            bench.database.username(),
            bench.database.password(),
            List.of(new DatasetDefinition(DatasetName.ALL, List.of(), List.of(), List.of(), "at", null)));

    @BeforeEach
    void makeTables() {
        bench.sql(
                "create table t (id int primary key, v text, code int unique, at timestamptz)",
                "create table audit (what text)",
                "insert into t select g, 'v' || g, g, '2020-01-01' from generate_series(1, 5) g",
                "create function touch() returns trigger language plpgsql as $$begin new.at := now(); return new; end$$",
                "create function log() returns trigger language plpgsql as $$begin insert into public.audit values (tg_op || coalesce(new.id, old.id)); return null; end$$",
                "create trigger touch before insert or update on t for each row execute function touch()",
                "create trigger log after insert or update or delete on t for each row execute function log()");
    }

    private List<String> seen() {
        return bench.column("select what from audit order by what");
    }

    @Test
    void atRestTheyDoNotMakeRowsNewer() {
        SavedBackup backup = bench.backup(BackupFormat.JSON, "public.t");
        bench.sql("delete from t where id = 3", "truncate audit");
        Restoring merge = Restoring.of(backup).merging(PRESERVING);

        bench.done(merge.spec(), stamped);

        assertThat(seen()).isEmpty();
        assertThat(bench.value("select extract(year from at) from t where id = 3"))
                .isEqualTo("2020");
    }

    @Test
    void runningTheySeeExactlyWhatAMergeChanges() {
        SavedBackup backup = bench.backup(BackupFormat.JSON, "public.t");
        bench.sql(
                "alter table t disable trigger touch",
                "update t set v = 'x', at = '2019-01-01' where id = 2",
                "alter table t enable trigger touch");
        bench.sql("delete from t where id = 3", "truncate audit");

        bench.done(Restoring.of(backup).merging(PRESERVING).withTriggers().spec(), stamped);

        assertThat(seen()).containsExactly("INSERT3", "UPDATE2");
        assertThat(bench.column("select id from t where at > '2025-01-01' order by id"))
                .containsExactly("2", "3");
        assertThat(bench.value("select v from t where id = 2")).isEqualTo("v2");
    }

    @Test
    void runningTheyFindTablesByBareNames() {
        bench.sql(
                "create function remark() returns trigger language plpgsql as $$begin insert into audit values ('now ' || new.id); return null; end$$",
                "create function remark_late() returns trigger language plpgsql as $$begin insert into audit values ('late ' || new.id); return null; end$$",
                "create trigger remark after insert on t for each row execute function remark()",
                "create constraint trigger late after insert on t deferrable initially deferred for each row execute function remark_late()");
        SavedBackup backup = bench.backup(BackupFormat.JSON, "public.t");
        bench.sql("delete from t where id = 3", "truncate audit");

        bench.done(Restoring.of(backup).merging(PRESERVING).withTriggers().spec(), stamped);

        assertThat(seen()).containsExactly("INSERT3", "late 3", "now 3");
    }

    @Test
    void runningTheySeeExactlyWhatAReplaceChanges() {
        SavedBackup backup = bench.backup(BackupFormat.JSON, "public.t");
        bench.sql("delete from t where id = 3", "insert into t values (9)", "truncate audit");

        bench.done(Restoring.of(backup).withTriggers().spec());

        assertThat(seen()).containsExactly("DELETE9", "INSERT3");
    }

    @Test
    void rowsThatSwapAUniqueValueAreRefusedWhileTriggersRun() {
        SavedBackup backup = bench.backup(BackupFormat.JSON, "public.t");
        bench.sql(
                "update t set code = 100 where id = 1",
                "update t set code = 1 where id = 2",
                "update t set code = 2 where id = 1");
        bench.sql("truncate audit");

        assertThat(bench.refused(Restoring.of(backup)
                        .merging(MergeOptions.DEFAULT)
                        .withTriggers()
                        .spec()))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageContaining("2 rows of table public.t")
                .hasMessageContaining("[log, touch]");
        bench.done(Restoring.of(backup).merging(MergeOptions.DEFAULT).spec());

        assertThat(bench.column("select code from t order by id")).startsWith("1", "2");
    }
}
