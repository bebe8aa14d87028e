package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.ColumnMapping;
import java.io.IOException;
import java.io.StringReader;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SpreadsheetDownloadIT {

    private static final RunningApi API = School.API;
    private static final TableName PAYMENTS = new TableName("public", "payments");
    private static final TableName OLD_PAYMENTS = new TableName("archive", "Payments");
    private static final String SHEET = "\ufeffNome,ID,\"Born, day\",'=Paid,Seen,Admin\r\n"
            + "\"'=1+1, \"\"Ada\"\"\",1,10-12-1815,-12.50,22-11-2026 01:30,true\r\n"
            + "'-1+1,2,infinity,'-Infinity,'-infinity,false\r\n"
            + "\"two\nlines\",3,,,,\r\n";

    private final String operator = School.token("operator");

    @ParameterizedTest
    @EnumSource(names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
    void oneTableIsOneFileWhateverTheBackupsFormat(BackupFormat stored) throws IOException {
        PlantedBackup backup = planted(stored);

        Answer answer = API.get(operator, backup.path() + "/download?format=csv&profile=spreadsheet&table=students")
                .hasStatus(200);

        assertThat(answer.text()).isEqualTo(SHEET);
        assertThat(answer.header("Content-Type")).startsWith("text/csv").contains("charset=UTF-8", "header=present");
        assertThat(answer.header("Rowkeep-Restorable")).isEqualTo("false");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"students_backup_21_11_2026_08_34_05.csv\"");
        List<CSVRecord> records = CSVFormat.RFC4180
                .parse(new StringReader(answer.text().substring(1)))
                .getRecords();
        assertThat(records)
                .hasSize(4)
                .allSatisfy(record -> assertThat(record.size()).isEqualTo(6));
        assertThat(records.get(3).get(0)).isEqualTo("two\nlines");
    }

    @ParameterizedTest
    @EnumSource(names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
    void severalTablesAreAZipOfFiles(BackupFormat stored) throws IOException {
        PlantedBackup backup = planted(stored);

        Answer answer = API.get(operator, backup.path() + "/download?format=zip&profile=spreadsheet")
                .hasStatus(200);

        assertThat(answer.header("Rowkeep-Restorable")).isEqualTo("false");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"complete_backup_21_11_2026_08_34_05.zip\"");
        Map<String, String> files = answer.unzipped();
        assertThat(files.keySet())
                .containsExactly(
                        "students_backup_21_11_2026_08_34_05.csv",
                        "public.payments_backup_21_11_2026_08_34_05.csv",
                        "archive.Payments_backup_21_11_2026_08_34_05.csv");
        assertThat(files).containsEntry("students_backup_21_11_2026_08_34_05.csv", SHEET);
        assertThat(files.get("public.payments_backup_21_11_2026_08_34_05.csv")).isEqualTo("\ufeffid\r\n7\r\n");
        assertThat(files.get("archive.Payments_backup_21_11_2026_08_34_05.csv")).isEqualTo("\ufeffid\r\n");
    }

    @Test
    void whatIsLeftOpenFitsTheTables() {
        PlantedBackup backup = planted(BackupFormat.JSON);

        assertThat(disposition(backup, "?profile=spreadsheet")).contains("\"complete_backup_", ".zip\"");
        assertThat(disposition(backup, "?profile=spreadsheet&table=students")).contains("\"students_backup_", ".csv\"");
        assertThat(disposition(backup, "?profile=spreadsheet&table=payments"))
                .contains("\"public.payments_backup_", ".csv\"");
        assertThat(disposition(backup, "?profile=spreadsheet&table=students&table=payments"))
                .contains("\"school_all_backup_", ".zip\"");
        assertThat(disposition(backup, "?profile=plain&format=csv&table=students"))
                .contains("\"public.students_backup_20261121T030405Z.csv\"");
    }

    @Test
    void aBackupOfSpreadsheetsIsDownloadedAsSuch() {
        PlantedBackup backup = planted(BackupFormat.SPREADSHEET);

        assertThat(disposition(backup, "")).contains("\"complete_backup_", ".zip\"");
        assertThat(disposition(backup, "?table=students")).contains("\"students_backup_", ".csv\"");
        assertThat(API.get(operator, backup.path()).hasStatus(200).field("restorable"))
                .isEqualTo("false");
        assertThat(API.get(operator, planted(BackupFormat.CSV).path()).field("restorable"))
                .isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SPREADSHEET | format=json | format | format=csv or format=zip",
                "SPREADSHEET | format=native&table=students | format | format=csv or format=zip",
                "SPREADSHEET | profile=plain | profile | profile=spreadsheet",
                "SPREADSHEET | format=csv | table | table=",
                "JSON | format=native&profile=spreadsheet&table=students | profile | format=csv or format=zip",
                "JSON | format=json&profile=spreadsheet&table=students | profile | format=csv or format=zip",
                "CSV | form=tables&profile=spreadsheet | profile | no spreadsheet in format json",
                "JSON | profile=excel | profile | plain or spreadsheet",
                "CSV | format=csv&profile=spreadsheet | table | format=zip",
            })
    void aFormThatThereIsNotIsRefusedWithThoseThereAre(BackupFormat stored, String query, String field, String words) {
        API.get(operator, planted(stored).path() + "/download?" + query)
                .isProblem(400, ErrorCode.INVALID_REQUEST, words)
                .aboutField(field);
    }

    @Test
    void aRestoreOfSpreadsheetsIsRefusedWithWhatToDo() {
        PlantedBackup backup = planted(BackupFormat.SPREADSHEET);

        API.post(School.token("admin"), backup.path() + "/restores", "{\"mode\": \"replace\"}")
                .isProblem(409, ErrorCode.NOT_RESTORABLE, backup.id().toString(), "json, csv or native");
    }

    @Test
    void theDescriptionOfTheApiKnowsProfileAndForm() {
        String description =
                API.get(operator, "/v3/api-docs").hasStatus(200).json().toString();

        assertThat(description)
                .contains("\"name\":\"profile\"", "\"restorable\":{\"type\":\"boolean\"", "\"spreadsheet\"");
    }

    @Test
    void aDamagedSheetIsNotSent() {
        PlantedBackup backup = planted(BackupFormat.SPREADSHEET);
        backup.damage(backup.parts.getFirst().key());

        API.get(operator, backup.path() + "/download?table=students").isProblem(500, ErrorCode.ARTIFACT_DAMAGED);
    }

    private static PlantedBackup planted(BackupFormat stored) {
        Map<String, String> headings = new LinkedHashMap<>();
        headings.put("name", "Nome");
        headings.put("id", "ID");
        headings.put("born", "Born, day");
        headings.put("gone", "Gone");
        headings.put("paid", "=Paid");
        headings.put("seen", "Seen");
        headings.put("admin", "Admin");
        SpreadsheetProfile profile = new SpreadsheetProfile(
                "dd-MM-yyyy HH:mm", "dd-MM-yyyy", ZoneId.of("Asia/Colombo"), Map.of(School.STUDENTS, headings));
        List<Column> columns = List.of(
                column("id", "integer", ColumnMapping.NUMBER),
                column("name", "text", ColumnMapping.TEXT),
                column("born", "date", ColumnMapping.TEXT),
                column("paid", "numeric(10,2)", ColumnMapping.NUMBER),
                column("seen", "timestamp(3) with time zone", ColumnMapping.TEXT),
                column("secret", "text", ColumnMapping.TEXT),
                column("admin", "boolean", ColumnMapping.BOOLEAN));
        return new PlantedBackup("school", stored, profile)
                .table(
                        School.STUDENTS,
                        columns,
                        List.of("id"),
                        List.of(
                                "1\t=1+1, \"Ada\"\t1815-12-10\t-12.50\t2026-11-21 20:00:00.5+00\tx\tt",
                                "2\t-1+1\tinfinity\t-Infinity\t-infinity\tx\tf"),
                        List.of("3\ttwo\\nlines\t\\N\t\\N\t\\N\tx\t\\N"))
                .table(PAYMENTS, columns.subList(0, 1), List.of(), List.of("7"))
                .table(OLD_PAYMENTS, columns.subList(0, 1), List.of())
                .finish();
    }

    private static Column column(String name, String type, ColumnMapping mapping) {
        return new Column(name, type, mapping, false, null);
    }

    private String disposition(PlantedBackup backup, String query) {
        return API.get(operator, backup.path() + "/download" + query)
                .hasStatus(200)
                .header("Content-Disposition");
    }
}
