package io.rowkeep.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.message.MessageMapper;
import java.io.StringReader;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class DownloadIT {

    private static final RunningApi API = School.API;
    private final String operator = School.token("operator");

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void aJsonDocumentHoldsAllTablesWhateverTheBackupsFormat(BackupFormat stored) {
        PlantedBackup backup = StoredSchool.planted(stored);

        Answer answer =
                API.get(operator, backup.path() + "/download?format=json").hasStatus(200);

        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"school_all_backup_20261121T030405Z.json\"");
        JsonNode document = answer.json();
        JsonNode students = document.path("tables").get(0);
        assertThat(students.path("tableName").asString()).isEqualTo("students");
        assertThat(students.path("primaryKey").asString()).isEqualTo("id");
        assertThat(students.path("columns").toString()).isEqualTo("[\"id\",\"full name\",\"active\",\"extra\"]");
        assertThat(students.path("records")).isEqualTo(MessageMapper.JSON.readTree("""
                                [{"id": 1, "full name": "Ada \\"L\\"", "active": true, "extra": {"a": [1]}},
                                 {"id": 2, "full name": null, "active": null},
                                 {"id": 3, "full name": "", "active": false, "extra": null},
                                 {"id": 4, "full name": "a,b\\nc\\\\N", "active": true, "extra": {}}]
                                """));
        assertThat(document.path("tables").get(1).path("primaryKey").toString()).isEqualTo("[\"id\",\"full name\"]");
        assertThat(document.path("tables").get(2).path("primaryKey").isNull()).isTrue();
        assertThat(document.path("tables").get(2).path("records")).isEmpty();
        JsonNode metadata = document.path("metadata");
        assertThat(metadata.path("version").asString()).isEqualTo("1.0");
        assertThat(metadata.path("exportedAt").asString()).endsWith("Z");
        assertThat(metadata.path("backupId").asString()).isEqualTo(backup.id().toString());
        assertThat(document.path("tables").get(1).path("tableName").asString()).isEqualTo(StoredSchool.ODD.toString());
        assertThat(metadata.path("recordCounts"))
                .isEqualTo(MessageMapper.JSON.valueToTree(
                        Map.of("students", 4, StoredSchool.ODD.toString(), 2, "empty", 0)));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void csvOfOneTableHasAHeaderRowAndKeepsNullAndEmptyApart(BackupFormat stored) throws Exception {
        PlantedBackup backup = StoredSchool.planted(stored);

        Answer answer = API.get(operator, backup.path() + "/download?format=csv&table=public.students")
                .hasStatus(200);

        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"public.students_backup_20261121T030405Z.csv\"");
        CSVFormat plain = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setNullString("")
                .setQuoteMode(QuoteMode.ALL_NON_NULL)
                .get();
        List<CSVRecord> records = plain.parse(new StringReader(answer.text())).getRecords();
        assertThat(records.getFirst().getParser().getHeaderNames())
                .containsExactly("id", "full name", "active", "extra");
        assertThat(records).hasSize(4);
        assertThat(records.get(0).get("full name")).isEqualTo("Ada \"L\"");
        assertThat(records.get(1).get("full name")).isNull();
        assertThat(records.get(2).get("full name")).isEmpty();
        assertThat(records.get(3).get("full name")).isEqualTo("a,b\nc\\N");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void nativeOfOneTableIsCopyTextAsTheServerPrintedIt(BackupFormat stored) {
        PlantedBackup backup = StoredSchool.planted(stored);

        Answer answer = API.get(operator, backup.path() + "/download?format=native&table=students")
                .hasStatus(200);

        assertThat(answer.text())
                .isEqualTo(
                        String.join("\n", StoredSchool.FIRST) + "\n" + String.join("\n", StoredSchool.SECOND) + "\n");
        assertThat(answer.header("Content-Disposition")).contains("public.students_backup_20261121T030405Z.copy");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void aZipHoldsTheManifestAndEachTableInTheBackupsFormat(BackupFormat stored) throws Exception {
        PlantedBackup backup = StoredSchool.planted(stored);

        Answer answer =
                API.get(operator, backup.path() + "/download?format=zip").hasStatus(200);

        Map<String, String> files = answer.unzipped();
        String extension = "." + stored.extension();
        assertThat(files.keySet())
                .containsExactly(
                        "manifest.json",
                        "public.students" + extension,
                        "Schul_Verwaltung.Kurs _Ü_, alt" + extension,
                        "public.empty" + extension);
        assertThat(MessageMapper.JSON
                        .readTree(files.get("manifest.json"))
                        .path("backupId")
                        .asString())
                .isEqualTo(backup.id().toString());
        assertThat(files.get("public.students" + extension).lines().count())
                .isEqualTo(stored == BackupFormat.CSV ? 6 : 4);
    }

    @Test
    void theDefaultFormFitsTheBackup() {
        assertThat(disposition(StoredSchool.planted(BackupFormat.JSON), "")).endsWith(".json\"");
        assertThat(disposition(StoredSchool.planted(BackupFormat.CSV), "")).endsWith(".zip\"");
        assertThat(disposition(StoredSchool.planted(BackupFormat.CSV), "?table=students"))
                .endsWith(".csv\"");
        assertThat(disposition(StoredSchool.planted(BackupFormat.NATIVE), "?table=students"))
                .endsWith(".copy\"");
    }

    @Test
    void severalTablesCanBeNamedOddOnesAmongThem() {
        PlantedBackup backup = StoredSchool.planted(BackupFormat.JSON);
        String odd = URLEncoder.encode(StoredSchool.ODD.toString(), UTF_8);

        Answer two = API.get(operator, backup.path() + "/download?table=students&table=" + odd)
                .hasStatus(200);
        Answer one = API.get(operator, backup.path() + "/download?format=csv&table=" + odd)
                .hasStatus(200);

        assertThat(two.json().path("tables")).hasSize(2);
        assertThat(one.text()).startsWith("\"id\",\"full name\"");
        assertThat(one.header("Content-Disposition"))
                .isEqualTo(
                        "attachment; filename=\"Schul_Verwaltung._Kurs _____, alt__backup_20261121T030405Z.csv\";"
                                + " filename*=UTF-8''Schul_Verwaltung._Kurs%20__%C3%9C__%2C%20alt__backup_20261121T030405Z.csv");
    }

    @Test
    void aFormatOfOneTableAsksWhichOne() {
        PlantedBackup backup = StoredSchool.planted(BackupFormat.JSON);

        API.get(operator, backup.path() + "/download?format=csv")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "table=", "format=zip", "public.students")
                .aboutField("table");
    }

    @Test
    void anUnknownTableOrFormatIsAnsweredWithThoseThereAre() {
        PlantedBackup backup = StoredSchool.planted(BackupFormat.JSON);

        API.get(operator, backup.path() + "/download?table=teachers")
                .isProblem(404, ErrorCode.TABLE_NOT_FOUND, "public.teachers", "public.students");
        API.get(operator, backup.path() + "/download?format=xlsx")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "json, csv, native or zip")
                .aboutField("format");
        API.get(operator, backup.path() + "/download?table=a.b.c")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "schema.name")
                .aboutField("table");
    }

    @Test
    void anUnknownBackupIsAnsweredWithTheNewest() {
        PlantedBackup newest = StoredSchool.planted(BackupFormat.JSON);

        API.get(operator, "/api/v1/backups/" + UUID.randomUUID() + "/download")
                .isProblem(404, ErrorCode.BACKUP_NOT_FOUND, newest.id().toString());
    }

    private String disposition(PlantedBackup backup, String query) {
        return API.get(operator, backup.path() + "/download" + query)
                .hasStatus(200)
                .header("Content-Disposition");
    }
}
