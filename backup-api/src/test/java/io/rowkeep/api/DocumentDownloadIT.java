package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.DocumentForm;
import io.rowkeep.dataset.DocumentProfile;
import io.rowkeep.dataset.FileNamePattern;
import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.ColumnMapping;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Downloads as a dataset's configuration has them. */
class DocumentDownloadIT {

    private static final RunningApi API = School.API;
    private static final TableName USERS = new TableName("public", "users");
    private static final TableName TABLES = new TableName("public", "tables");
    private static final SpreadsheetProfile THERE = new SpreadsheetProfile(
            SpreadsheetProfile.DEFAULT_DATE_PATTERN,
            SpreadsheetProfile.DEFAULT_DAY_PATTERN,
            ZoneId.of("Asia/Colombo"),
            Map.of());
    private static final List<Column> COLUMNS = List.of(
            new Column("id", "integer", ColumnMapping.NUMBER, true, null),
            new Column("mail", "text", ColumnMapping.TEXT, false, null));
    private static final String ROWS = "[\n{\"id\":1,\"mail\":\"ada@example.org\"}\n,{\"id\":2,\"mail\":null}\n]";

    private final String operator = School.token("operator");

    @ParameterizedTest
    @EnumSource(names = {"JSON", "CSV", "NATIVE"})
    void oneTablesDocumentTellsTheTimeAndTheRecords(BackupFormat stored) {
        PlantedBackup backup = users(stored, profile(DocumentForm.USERS, "users_backup_{yyyyMMdd_HHmmss}", null));

        Answer answer =
                API.get(operator, backup.path() + "/download?format=json").hasStatus(200);

        assertThat(answer.text())
                .isEqualTo("{\"backup_timestamp\":\"20261121_083405\","
                        + "\"backup_datetime\":\"2026-11-21T08:34:05.678000\",\"total_users\":2,\"users\":" + ROWS
                        + "}\n");
        assertThat(name(answer)).isEqualTo("users_backup_20261121_083405.json");
    }

    @Test
    void anArrayIsItsRecordsAlone() {
        PlantedBackup backup = users(BackupFormat.JSON, profile(DocumentForm.ARRAY, "{table}", null));

        Answer answer = API.get(operator, backup.path() + "/download").hasStatus(200);

        assertThat(answer.text()).isEqualTo(ROWS + "\n");
        assertThat(name(answer)).isEqualTo("users.json");
    }

    @Test
    void everyBackupCanBeHadInEveryForm() {
        PlantedBackup backup = users(BackupFormat.CSV, null);

        assertThat(text(backup, "?form=array")).isEqualTo(ROWS + "\n");
        assertThat(text(backup, "?form=users&format=json")).contains("\"total_users\":2,\"users\":[");
        assertThat(text(backup, "?form=tables&table=users")).startsWith("{\"tables\":[");
    }

    @Test
    void anEmptyTableIsADocumentToo() {
        PlantedBackup backup = StoredSchool.planted(BackupFormat.JSON);

        assertThat(text(backup, "?form=users&table=empty")).endsWith(",\"total_empty\":0,\"empty\":[]}\n");
        assertThat(text(backup, "?form=array&table=empty")).isEqualTo("[]\n");
    }

    @Test
    void aTableWhoseNameWouldMeanSomethingElseIsNamedWithItsSchema() {
        PlantedBackup backup = new PlantedBackup("school", BackupFormat.JSON)
                .table(TABLES, COLUMNS, List.of("id"), List.of("1\tx"))
                .table(new TableName("a", "x"), COLUMNS, List.of("id"))
                .table(new TableName("b", "x"), COLUMNS, List.of("id"))
                .finish();

        assertThat(text(backup, "?form=users&table=tables")).contains("\"total_public.tables\":1,\"public.tables\":[");
        assertThat(text(backup, "?form=users&table=b.x")).contains("\"total_b.x\":0,\"b.x\":[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?form=users | table | form users holds one table: name one with table=, or take form=tables or format=zip; the backup has: public.students",
                "?format=json&form=array&table=students&table=empty | table | form array holds one table",
                "?format=csv&form=array&table=students | form | take format=json",
                "?form=list | form | tables, users or array, not 'list'",
            })
    void aFormThatCannotBeIsRefusedWithWhatCan(String query, String field, String words) {
        API.get(operator, StoredSchool.planted(BackupFormat.JSON).path() + "/download" + query)
                .isProblem(400, ErrorCode.INVALID_REQUEST, words)
                .aboutField(field);
    }

    @Test
    void severalTablesOfADatasetOfArraysAreAZipUnlessOneIsNamed() {
        PlantedBackup backup = new PlantedBackup("school", BackupFormat.JSON)
                .looking(profile(DocumentForm.ARRAY, "{table}", "all_of_{table}_{yyyy-MM-dd}"))
                .table(School.STUDENTS, COLUMNS, List.of("id"))
                .table(USERS, COLUMNS, List.of("id"))
                .finish();

        assertThat(named(backup, "")).isEqualTo("all_of_all_2026-11-21.zip");
        assertThat(named(backup, "?table=users")).isEqualTo("users.json");
        API.get(operator, backup.path() + "/download?format=json")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "form array holds one table");
    }

    @Test
    void configuredNamesHoldForEveryFormat() throws Exception {
        PlantedBackup backup = new PlantedBackup("school", BackupFormat.JSON, THERE)
                .looking(profile(
                        DocumentForm.TABLES,
                        "{table}_backup_{dd_MM_yyyy_HH_mm_ss}",
                        "complete_backup_{dd_MM_yyyy_HH_mm_ss}"))
                .table(School.STUDENTS, COLUMNS, List.of("id"))
                .table(USERS, COLUMNS, List.of("id"))
                .finish();
        String sheets = "?format=zip&profile=spreadsheet";

        assertThat(named(backup, "")).isEqualTo("complete_backup_21_11_2026_08_34_05.json");
        assertThat(named(backup, "?format=zip")).isEqualTo("complete_backup_21_11_2026_08_34_05.zip");
        assertThat(named(backup, "?format=csv&table=users")).isEqualTo("users_backup_21_11_2026_08_34_05.csv");
        assertThat(named(backup, "?format=native&table=users")).isEqualTo("users_backup_21_11_2026_08_34_05.copy");
        assertThat(named(backup, sheets)).isEqualTo("complete_backup_21_11_2026_08_34_05.zip");
        assertThat(API.get(operator, backup.path() + "/download" + sheets)
                        .unzipped()
                        .keySet())
                .containsExactly("students_backup_21_11_2026_08_34_05.csv", "users_backup_21_11_2026_08_34_05.csv");
    }

    @Test
    void filesOfAnArchiveAreToldApartWhereTheConfiguredNameDoesNotNameTheTable() throws Exception {
        PlantedBackup backup = new PlantedBackup("school", BackupFormat.JSON)
                .looking(profile(
                        DocumentForm.TABLES,
                        "incremental-backup-{yyyy-MM-dd'T'HH-mm-ss}",
                        "incremental-backup-{yyyy-MM-dd'T'HH-mm-ss}"))
                .table(School.STUDENTS, COLUMNS, List.of("id"))
                .table(USERS, COLUMNS, List.of("id"))
                .finish();

        assertThat(named(backup, "")).isEqualTo("incremental-backup-2026-11-21T03-04-05.json");
        assertThat(API.get(operator, backup.path() + "/download?format=zip&profile=spreadsheet")
                        .unzipped()
                        .keySet())
                .containsExactly("students_backup_21_11_2026_03_04_05.csv", "users_backup_21_11_2026_03_04_05.csv");
    }

    private static PlantedBackup users(BackupFormat stored, @Nullable DocumentProfile profile) {
        PlantedBackup backup = new PlantedBackup("school", stored, THERE);
        return (profile == null ? backup : backup.looking(profile))
                .table(USERS, COLUMNS, List.of("id"), List.of("1\tada@example.org"), List.of("2\t\\N"))
                .finish();
    }

    private static DocumentProfile profile(DocumentForm form, String table, @Nullable String whole) {
        return new DocumentProfile(
                form, new FileNamePattern(table), whole == null ? null : new FileNamePattern(whole), null);
    }

    private String text(PlantedBackup backup, String query) {
        return API.get(operator, backup.path() + "/download" + query)
                .hasStatus(200)
                .text();
    }

    private String named(PlantedBackup backup, String query) {
        return name(API.get(operator, backup.path() + "/download" + query).hasStatus(200));
    }

    private static String name(Answer answer) {
        return answer.header("Content-Disposition").replaceAll(".*filename=\"([^\"]*)\".*", "$1");
    }
}
