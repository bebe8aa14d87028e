package io.rowkeep.worker.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.source.Source;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What cannot be restored is refused in a sentence that names it, and nothing has changed. */
class RefusalIT {

    private final RestoreBench bench = new RestoreBench();

    private BackupException refused(SavedBackup backup, String... tables) {
        return refused(bench.source, backup, tables);
    }

    private BackupException refused(Source source, SavedBackup backup, String... tables) {
        Map<String, List<String>> before = bench.contents();
        RestoreRunner runner = bench.runner(source);
        TestAttempt attempt = bench.attempt(bench.spec(backup, tables));
        var failure = assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> runner.run(bench.spec(backup, tables), attempt))
                .actual();
        assertThat(bench.contents()).isEqualTo(before);
        return failure;
    }

    private void twoTables() {
        bench.sql(
                "create table a (id int primary key, v int)",
                "create table b (id int primary key, a int references a, t text)",
                "insert into a select g, g from generate_series(1, 500) g",
                "insert into b select g, g, repeat(md5(g::text), 10) from generate_series(1, 500) g");
    }

    @Test
    void aRowThatAConstraintRefusesIsNamedWithTableAndLineAndNotShown() {
        twoTables();
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql("delete from b where id = 77", "alter table b add constraint not_77 check (id <> 77)");

        BackupException refusal = refused(backup);

        assertThat(refusal.code()).isEqualTo(ErrorCode.CONSTRAINT_VIOLATED);
        assertThat(refusal).hasMessageContainingAll("public.b", "not_77", "line 77");
        assertThat(refusal.getMessage()).doesNotContain("77, 77");
        for (Throwable cause = refusal.getCause(); cause != null; cause = cause.getCause()) {
            assertThat(cause.getMessage()).doesNotContain("77, 77");
        }
    }

    @Test
    void aStagedValueThatTheServerRefusesIsNamedWithTheRealTable() {
        bench.sql(
                "create domain small as int check (value < 10)",
                "create table p (id int primary key, v small)",
                "create table o (p int references p)",
                "insert into p values (1, 1), (2, 9)");
        SavedBackup backup = bench.backup(BackupFormat.NATIVE);
        bench.sql(
                "update p set v = 1",
                "alter domain small drop constraint small_check",
                "alter domain small add check (value < 5)");

        assertThat(refused(backup, "public.p"))
                .message()
                .contains("COPY p, line 2")
                .doesNotContain("rowkeep_stage");
    }

    @Test
    void aMissingParentOutsideTheSelectionIsNamedWithItsValue() {
        twoTables();
        SavedBackup backup = bench.backup(BackupFormat.CSV);
        bench.sql("delete from b where a = 3", "delete from a where id = 3");

        assertThat(refused(backup, "public.b"))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONSTRAINT_VIOLATED))
                .message()
                .contains("(a)=(3)", "public.b");
    }

    @Test
    void everyDifferenceOfTheSchemaIsListedAtOnce() {
        bench.sql(
                "create table a (id int primary key, v int, w numeric(10,2))",
                "create table b (id int, g int)",
                "create table c (id int)");
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql(
                "alter table a drop column v, add column x text, alter w type numeric(12,2)",
                "alter table b add primary key (id), drop column g, add column g int generated always as (1) stored",
                "drop table c");

        assertThat(refused(backup))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SCHEMA_DRIFT))
                .message()
                .contains(
                        "column v of table public.a does not exist",
                        "new column x of type text",
                        "has type numeric(12,2) and had numeric(10,2)",
                        "primary key of table public.b is (id) and was none",
                        "column g of table public.b is generated",
                        "table public.c does not exist");
    }

    @Test
    void aFlippedBitInTheLastPartRollsEverythingBack() {
        twoTables();
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        String last = bench.store.objects.keySet().stream()
                .filter(key -> key.contains("public.b/") && !key.contains("parts"))
                .reduce((first, second) -> second)
                .orElseThrow();
        bench.store.objects.get(last)[20] ^= 4;
        bench.sql("delete from b");

        assertThat(refused(backup).code()).isEqualTo(ErrorCode.ARTIFACT_DAMAGED);
    }

    @Test
    void aStagedTableWithRulesIsRefusedAndAStraightOneIsNot() {
        twoTables();
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql("create rule nothing as on insert to a do instead nothing", "delete from b");

        assertThat(refused(backup, "public.a")).message().contains("public.a", "nothing");
        bench.restore(backup);
        assertThat(bench.value("select count(*) from b")).isEqualTo("500");
    }

    @Test
    void aBackupOfSpreadsheetsIsRefusedWithWhatToDo() {
        twoTables();
        SavedBackup backup = bench.backup(BackupFormat.SPREADSHEET);

        assertThat(refused(backup))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NOT_RESTORABLE))
                .message()
                .contains(backup.id.toString(), "json, csv or native");
    }

    @Test
    void unknownTablesAreNamed() {
        twoTables();
        SavedBackup backup = bench.backup(BackupFormat.JSON);

        assertThat(refused(backup, "public.nope")).message().contains("public.nope", "public.a, public.b");
    }

    @Test
    void aRoleWithoutTheRightsIsToldWhichAreMissing() {
        twoTables();
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        String role = "app_" + bench.database.name();
        bench.sql("create role %s login password 'x'".formatted(role), "grant select, insert, update on b to " + role);
        Source source = bench.source(role, "x", List.of());

        BackupException noLedger = refused(source, backup, "public.b");
        assertThat(noLedger.code()).isEqualTo(ErrorCode.LEDGER_MISSING);
        String sql = noLedger.getMessage().substring(noLedger.getMessage().indexOf("run: ") + 5);
        bench.sql(sql);
        assertThat(refused(source, backup, "public.b"))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_ACCESS_DENIED))
                .message()
                .contains("DELETE", "public.b");
        bench.sql(
                "grant delete on b to " + role,
                "create function f() returns trigger language plpgsql as 'begin return new; end'",
                "create trigger mine before insert on b for each row execute function f()");
        assertThat(refused(source, backup, "public.b")).message().contains("\"mine\"", "public.b", "owner");
        bench.sql("alter table b enable row level security");
        assertThat(refused(source, backup, "public.b").code()).isEqualTo(ErrorCode.ROW_SECURITY);
    }

    @Test
    void aTimeOfChangeWithoutAnOrderIsNamed() {
        bench.sql("create table a (id int primary key, v json)", "insert into a values (1, '1')");
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        Source source = bench.source(
                bench.database.username(),
                bench.database.password(),
                List.of(new DatasetDefinition(DatasetName.ALL, List.of(), List.of(), List.of(), "v", null)));

        assertThat(bench.refused(
                        Restoring.of(backup).merging(MergeOptions.DEFAULT).spec(), source))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageStartingWith("Column v of table public.a does not tell which rows are newer");
    }

    @Test
    void aTableTooWideForImagesIsRefusedBeforeItIsMerged() {
        bench.sql(
                IntStream.rangeClosed(2, 1599)
                        .mapToObj(column -> "c%d int".formatted(column))
                        .collect(Collectors.joining(", ", "create table a (id int primary key, ", ")")),
                "insert into a (id, c2) values (1, 1)");
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql("update a set c2 = 2");

        assertThat(bench.refused(
                        Restoring.of(backup).merging(MergeOptions.DEFAULT).spec()))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageStartingWith("Table public.a has 1599 columns, and what its rows were can be saved of 1598");
    }
}
