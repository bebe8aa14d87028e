package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.message.MessageMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Who gets data of a backup is on record, and nobody else. */
class DownloadAuditIT {

    private static final RunningApi API = School.API;

    private final String operator = School.token("operator");
    private final PlantedBackup backup = StoredSchool.planted(BackupFormat.JSON);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "- | 'format': 'json', 'form': 'tables', 'tables': []",
                "compress=gzip | 'format': 'json', 'form': 'tables', 'compress': 'gzip', 'tables': []",
                "form=array&table=students | 'format': 'json', 'form': 'array', 'tables': ['public.students']",
                "format=zip&table=students&table=empty | 'format': 'zip', 'tables': ['public.students', 'public.empty']",
                "format=csv&table=students&profile=spreadsheet | 'format': 'csv', 'profile': 'spreadsheet', 'tables': ['public.students']",
                "format=native&table=empty | 'format': 'native', 'tables': ['public.empty']",
            })
    void aDownloadIsOneEntryWithItsTokenBackupTablesAndKindOfFile(String query, String details) {
        API.get(operator, backup.path() + "/download" + (query == null ? "" : "?" + query))
                .hasStatus(200);

        JsonNode entry = entries(backup).getFirst();
        assertThat(entries(backup)).hasSize(1);
        assertThat(entry.path("requester").asString()).isEqualTo("operator");
        assertThat(entry.path("tokenId").asString()).isNotEmpty();
        assertThat(entry.path("source").asString()).isEqualTo("school");
        assertThat(entry.path("details"))
                .isEqualTo(MessageMapper.JSON.readTree(
                        "{'backupId': '%s', %s}".formatted(backup.id(), details).replace('\'', '"')));
    }

    @Test
    void everyRequestIsAnsweredWholeAndIsAnEntryOfItsOwn() {
        String whole = withoutExportTime(API.get(operator, backup.path() + "/download"));
        for (String[] header : List.of(new String[] {"Range", "bytes=5-9"}, new String[] {"If-None-Match", "*"})) {
            Answer answer = API.send(API.request(operator, backup.path() + "/download")
                    .header(header[0], header[1])
                    .GET());

            assertThat(withoutExportTime(answer.hasStatus(200))).isEqualTo(whole);
        }

        assertThat(entries(backup)).hasSize(3);
    }

    @Test
    void whoGetsNothingIsNotOnRecord() {
        String path = backup.path() + "/download";

        Answer head = API.send(API.request(operator, path).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.hasStatus(200).header("Content-Disposition"))
                .isEqualTo(API.get(
                                operator,
                                StoredSchool.planted(BackupFormat.JSON).path() + "/download")
                        .header("Content-Disposition"));
        assertThat(head.bytes()).isEmpty();
        API.get("", path).isProblem(401, ErrorCode.UNAUTHENTICATED);
        API.get(School.token("viewer"), path).isProblem(403, ErrorCode.FORBIDDEN);
        API.get(School.token("operator", "shop"), path).isProblem(404, ErrorCode.BACKUP_NOT_FOUND);
        API.get(operator, path + "?table=teachers").isProblem(404, ErrorCode.TABLE_NOT_FOUND);
        API.get(operator, path + "?format=csv").isProblem(400, ErrorCode.INVALID_REQUEST);
        backup.damage(backup.parts.get(1).key());
        API.get(operator, path).isProblem(500, ErrorCode.ARTIFACT_DAMAGED);

        assertThat(entries(backup)).isEmpty();
    }

    @Test
    void nothingIsSentThatCannotBePutOnRecord() {
        PlantedBackup large = new PlantedBackup("school", BackupFormat.NATIVE)
                .table(
                        School.STUDENTS,
                        StoredSchool.COLUMNS,
                        List.of("id"),
                        IntStream.range(0, 20_000)
                                .mapToObj(row -> row + "\tname of " + row + "\tt\t{}")
                                .toList())
                .finish();
        for (PlantedBackup unrecorded : List.of(backup, large)) {
            API.context
                    .getBean(JdbcClient.class)
                    .sql(
                            "alter table rowkeep.audit add check (action <> 'backup.downloaded' or details ->> 'backupId' <> '%s')"
                                    .formatted(unrecorded.id()))
                    .update();

            for (String form : List.of("", "&format=json&compress=gzip", "&format=zip", "&format=csv")) {
                API.get(operator, unrecorded.path() + "/download?table=students" + form)
                        .isProblem(500, ErrorCode.INTERNAL);
            }
        }
    }

    @Test
    void aTokenLimitedToSourcesSeesTheDownloadsOfThese() {
        PlantedBackup shop = new PlantedBackup("shop", BackupFormat.JSON)
                .table(School.STUDENTS, StoredSchool.COLUMNS, List.of("id"), StoredSchool.FIRST)
                .finish();
        API.get(operator, shop.path() + "/download").hasStatus(200);
        API.get(operator, backup.path() + "/download").hasStatus(200);

        assertThat(entries(School.token("admin", "school"), backup)).hasSize(1);
        assertThat(entries(School.token("admin", "school"), shop)).isEmpty();
        assertThat(entries(School.token("admin", "shop"), shop)).hasSize(1);
        assertThat(entries(shop)).hasSize(1);
    }

    private static List<JsonNode> entries(PlantedBackup backup) {
        return entries(RunningApi.ADMIN, backup);
    }

    private static List<JsonNode> entries(String token, PlantedBackup backup) {
        return API.get(token, "/api/v1/audit?limit=500")
                .hasStatus(200)
                .json()
                .path("items")
                .valueStream()
                .filter(entry -> entry.path("action").asString().equals("backup.downloaded"))
                .filter(entry -> entry.at("/details/backupId")
                        .asString()
                        .equals(backup.id().toString()))
                .toList();
    }

    private static String withoutExportTime(Answer answer) {
        return answer.text().replaceAll("\"exportedAt\":\"[^\"]*\"", "");
    }
}
