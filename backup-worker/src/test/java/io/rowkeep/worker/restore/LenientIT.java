package io.rowkeep.worker.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that have been altered since take what they have a place for, and nothing that is there is lost. */
class LenientIT {

    private final RestoreBench bench = new RestoreBench();

    @BeforeEach
    void makeTable() {
        bench.sql(
                "create type mood as enum ('sad', 'ok')",
                "create table t (id int primary key, gone text, name text not null, feels mood, code int unique)",
                "insert into t select g, e'a\\tb\\\\c', 'n' || g, 'ok', g from generate_series(1, 5) g");
    }

    private void alter() {
        bench.sql(
                "alter table t drop column gone, add column added text default 'fresh', alter name drop not null",
                "alter type mood add value 'happy'",
                "update t set added = 'kept ' || id",
                "update t set name = 'changed', feels = 'happy' where id = 2",
                "delete from t where id = 3",
                "insert into t values (9, 'nine', 'happy', 9, 'kept 9')");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void aReplaceLeavesNewColumnsAlone(BackupFormat format) {
        SavedBackup backup = bench.backup(format);
        alter();

        assertThat(bench.refused(Restoring.of(backup).spec()))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SCHEMA_DRIFT))
                .hasMessageContaining("column gone")
                .hasMessageContaining("new column added")
                .hasMessageContaining("'happy'")
                .hasMessageContaining("can be null");
        Outcome.Succeeded outcome = bench.done(Restoring.of(backup).lenient().spec());

        assertThat(bench.column("select t::text from t order by id"))
                .containsExactly(
                        "(1,n1,ok,1,\"kept 1\")",
                        "(2,n2,ok,2,\"kept 2\")",
                        "(3,n3,ok,3,fresh)",
                        "(4,n4,ok,4,\"kept 4\")",
                        "(5,n5,ok,5,\"kept 5\")");
        assertThat(outcome.statistics().warnings())
                .hasSize(4)
                .anyMatch(warning -> warning.startsWith("Column gone of table public.t does not exist: "))
                .anyMatch(warning -> warning.startsWith("Table public.t has a new column added of type text: "));
    }

    @Test
    void rowsThatSwapAUniqueValueKeepTheirNewColumns() {
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        alter();
        bench.sql(
                "update t set code = 100 where id = 1",
                "update t set code = 1 where id = 2",
                "update t set code = 2 where id = 1");

        bench.done(Restoring.of(backup).lenient().spec());

        assertThat(bench.column("select code || ' ' || added from t order by id"))
                .startsWith("1 kept 1", "2 kept 2");
    }

    @Test
    void aMergeDoesTooAndItsUndoBringsBackWhatWasThere() {
        SavedBackup backup = bench.backup(BackupFormat.NATIVE);
        alter();
        MergeOptions options = new MergeOptions(ConflictPolicy.BACKUP_WINS, false, null, List.of(), List.of());

        Map<String, List<String>> before = bench.contents();
        TestAttempt merge =
                bench.attempt(Restoring.of(backup).lenient().merging(options).spec());

        Outcome.Succeeded merged = (Outcome.Succeeded) bench.run(merge);

        assertThat(bench.column("select t::text from t order by id"))
                .containsExactly(
                        "(1,n1,ok,1,\"kept 1\")",
                        "(2,n2,ok,2,\"kept 2\")",
                        "(3,n3,ok,3,fresh)",
                        "(4,n4,ok,4,\"kept 4\")",
                        "(5,n5,ok,5,\"kept 5\")",
                        "(9,nine,happy,9,\"kept 9\")");
        bench.done(new UndoSpec(
                bench.source.name(),
                DatasetName.ALL,
                merge.claim().jobId(),
                Objects.requireNonNull(merged.safetyBackup()),
                null,
                null,
                false,
                true));
        assertThat(bench.contents()).isEqualTo(before);
    }

    @Test
    void whatCouldLoseAValueIsRefusedAllTheSame() {
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql(
                "alter table t alter code type bigint, add column must int not null default 1",
                "alter table t alter must drop default, alter feels set not null");

        assertThat(bench.refused(Restoring.of(backup).lenient().spec()))
                .hasMessageContaining("has type bigint and had integer")
                .hasMessageContaining("must")
                .hasMessageContaining("feels of table public.t is NOT NULL");
    }
}
