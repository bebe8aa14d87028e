package io.rowkeep.worker.restore;

import static io.rowkeep.worker.change.ChangeBench.of;
import static io.rowkeep.worker.change.ChangeBench.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.RowDecision;
import io.rowkeep.job.RowKey;
import io.rowkeep.job.Side;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.source.Source;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of a backup come into tables that have gone on living, from the bucket to the commit. */
class MergeIT {

    private static final TableName STUDENT = TableName.parse("public.student");

    private final RestoreBench bench = new RestoreBench();

    @BeforeEach
    void makeTables() {
        bench.sql(
                "create table student (id serial primary key, name text not null, phone text, at timestamptz)",
                "create table grade (student int not null references student, course text, n int, primary key (student, course))",
                "insert into student (name, phone, at) select 'n' || g, 'p' || g, '2025-01-01' from generate_series(1, 20) g",
                "insert into grade select g, 'maths', g from generate_series(1, 20) g");
    }

    private void goOn() {
        bench.sql(
                "update student set name = 'older', at = '2024-01-01' where id = 1",
                "update student set name = 'newer', at = '2026-01-01' where id = 2",
                "update student set name = 'unstamped' where id = 3",
                "delete from grade where student > 15",
                "delete from student where id > 15",
                "insert into student (id, name) values (500, 'new')");
    }

    private static MergeOptions merge(ConflictPolicy policy, boolean newer, @Nullable BackupId base) {
        return new MergeOptions(policy, newer, base, List.of(), List.of());
    }

    private Source stamped(KeepRule... rules) {
        return bench.source(
                bench.database.username(),
                bench.database.password(),
                List.of(new DatasetDefinition(DatasetName.ALL, List.of(), List.of(), List.of(rules), "at", null)));
    }

    private List<String> names() {
        return bench.column("select id || ' ' || name from student where id <= 3 or id > 19 order by id");
    }

    @Test
    void theBackupWinsAndNothingGoes() {
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        goOn();

        Outcome.Succeeded outcome = bench.done(Restoring.of(backup)
                .merging(merge(ConflictPolicy.BACKUP_WINS, false, null))
                .spec());

        assertThat(names()).containsExactly("1 n1", "2 n2", "3 n3", "20 n20", "500 new");
        assertThat(bench.value("select count(*) from grade")).isEqualTo("20");
        assertThat(of(outcome, "student").changes()).isEqualTo(new RowChanges(5, 3, 0, 13));
        assertThat(of(outcome, "student").rows()).isEqualTo(21);
        assertThat(of(outcome, "student").differences())
                .satisfies(found -> assertThat(found.insert()).isEqualTo(5))
                .satisfies(found -> assertThat(found.conflict()).isEqualTo(3))
                .satisfies(found -> assertThat(found.unchanged()).isEqualTo(12));
        assertThat(outcome.backup())
                .isNotNull()
                .satisfies(saved -> assertThat(saved.content()).isEqualTo(BackupContent.BEFORE_IMAGES));
        assertThat(bench.value("select nextval('student_id_seq')")).isEqualTo("501");
    }

    @Test
    void everyPolicyAsksTheColumnOfTheDataset() {
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        goOn();

        bench.done(
                Restoring.of(backup)
                        .merging(merge(ConflictPolicy.CURRENT_WINS, false, null))
                        .spec(),
                stamped());
        assertThat(names()).containsExactly("1 older", "2 newer", "3 n3", "20 n20", "500 new");

        bench.sql("update student set name = 'unstamped' where id = 3");
        Outcome.Succeeded outcome = bench.done(
                Restoring.of(backup)
                        .merging(merge(ConflictPolicy.BACKUP_WINS, true, null))
                        .spec(),
                stamped());
        assertThat(names()).containsExactly("1 n1", "2 newer", "3 unstamped", "20 n20", "500 new");
        assertThat(outcome.statistics().warnings())
                .containsExactly("Newer rows were not preserved in tables without a column at: public.grade");
    }

    @Test
    void aBaseTellsWhoChangedWhat() {
        SavedBackup base = bench.backup(BackupFormat.JSON, "public.student");
        bench.sql("update student set phone = 'moved' where id in (2, 4)");
        SavedBackup backup = bench.backup(BackupFormat.CSV);
        goOn();

        bench.done(Restoring.of(backup)
                .merging(merge(ConflictPolicy.MERGE_FIELDS, false, base.id))
                .spec());

        assertThat(bench.column("select name || ' ' || phone from student where id in (1, 2, 4) order by id"))
                .containsExactly("older p1", "newer moved", "n4 moved");
    }

    @Test
    void aBaseWithOtherColumnsIsRefused() {
        SavedBackup base = bench.backup(BackupFormat.JSON);
        bench.sql("alter table student alter phone type varchar(20)");
        SavedBackup backup = bench.backup(BackupFormat.JSON);

        assertThat(bench.refused(Restoring.of(backup)
                        .merging(merge(ConflictPolicy.BACKUP_WINS, false, base.id))
                        .spec()))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SCHEMA_DRIFT))
                .hasMessageContaining("of public.student than");
    }

    @Test
    void withoutAColumnNewerRowsCannotBePreserved() {
        SavedBackup backup = bench.backup(BackupFormat.JSON);

        assertThat(bench.refused(Restoring.of(backup)
                        .merging(merge(ConflictPolicy.BACKUP_WINS, true, null))
                        .spec()))
                .hasMessageContaining("dataset all of source school does not say which column");
    }

    @Test
    void keysChooseTablesAndRows() {
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        goOn();
        bench.sql("update grade set n = 100");
        RowKey key = new RowKey(STUDENT, Map.of("id", "2"));

        Outcome.Succeeded outcome = bench.done(Restoring.of(backup)
                .merging(new MergeOptions(ConflictPolicy.BACKUP_WINS, false, null, List.of(key), List.of()))
                .spec());

        assertThat(names()).containsExactly("1 older", "2 n2", "3 unstamped", "500 new");
        assertThat(bench.value("select min(n) from grade")).isEqualTo("100");
        assertThat(outcome.statistics().tables()).hasSize(1);
        RowKey other = new RowKey(TableName.parse("public.nope"), Map.of("id", "2"));
        assertThat(bench.refused(Restoring.of(backup)
                        .merging(new MergeOptions(ConflictPolicy.BACKUP_WINS, false, null, List.of(other), List.of()))
                        .spec()))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.ROW_KEY_INVALID))
                .hasMessageContaining("public.nope");
    }

    @Test
    void nothingIsWrittenUntilEveryConflictIsDecided() {
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql("update student set name = 'x', phone = 'y' where id in (1, 2)");
        RowDecision one = new RowDecision(STUDENT, Map.of("id", "1"), Side.CURRENT, null);
        RowDecision two =
                new RowDecision(STUDENT, Map.of("id", "2"), null, Map.of("name", Side.BACKUP, "phone", Side.CURRENT));

        assertThat(bench.refused(Restoring.of(backup)
                        .merging(new MergeOptions(ConflictPolicy.MANUAL, false, null, List.of(), List.of(one)))
                        .spec()))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DECISIONS_MISSING));
        bench.done(Restoring.of(backup)
                .merging(new MergeOptions(ConflictPolicy.MANUAL, false, null, List.of(), List.of(one, two)))
                .spec());

        assertThat(bench.column("select name || ' ' || phone from student where id < 3 order by id"))
                .containsExactly("x y", "n2 y");
    }

    @Test
    void keptRowsAreNotTouched() {
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        goOn();
        String before = bench.value("select xmin || ' ' || ctid from student where id = 1");

        Outcome.Succeeded outcome = bench.done(
                Restoring.of(backup)
                        .merging(merge(ConflictPolicy.BACKUP_WINS, false, null))
                        .spec(),
                stamped(rule("public.student", "name = 'older'")));

        assertThat(bench.value("select xmin || ' ' || ctid from student where id = 1"))
                .isEqualTo(before);
        assertThat(of(outcome, "student").rows()).isEqualTo(21);
    }

    @Test
    void aTableWithoutAKeyIsNamed() {
        bench.sql("create table loose (n int)", "insert into loose values (1)");
        SavedBackup backup = bench.backup(BackupFormat.JSON);

        assertThat(bench.refused(
                        Restoring.of(backup).merging(MergeOptions.DEFAULT).spec()))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageContaining("public.loose");
    }

    @Test
    void partitionsIdentitiesAndChildrenAreMergedLikeOthers() {
        bench.sql(
                "create table event (id int generated always as identity, k int, v text, primary key (id, k)) partition by list (k)",
                "create table event_1 partition of event for values in (1)",
                "create table event_2 partition of event for values in (2)",
                "create table parent (id int primary key, v text)",
                "create table child (primary key (id)) inherits (parent)",
                "insert into event (k, v) select 1 + g % 2, 'v' from generate_series(1, 30) g",
                "insert into parent values (1, 'p')",
                "insert into child values (1, 'c')");
        SavedBackup backup = bench.backup(BackupFormat.JSON, "public.event", "public.parent", "public.child");
        Map<String, List<String>> before = bench.contents();
        bench.sql(
                "update event set v = 'x'",
                "delete from event where id > 20",
                "alter table event detach partition event_2",
                "drop table event_2",
                "create table event_rest partition of event default",
                "update only parent set v = 'x'",
                "update child set v = 'y'");

        bench.done(Restoring.of(backup).merging(MergeOptions.DEFAULT).spec());

        assertThat(bench.contents()).isEqualTo(before);
    }
}
