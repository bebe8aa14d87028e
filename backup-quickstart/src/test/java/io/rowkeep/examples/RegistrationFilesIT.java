package io.rowkeep.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.judge.Api;
import io.rowkeep.quickstart.example.Example;
import io.rowkeep.quickstart.example.TableState;
import io.rowkeep.testing.TestBucket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;

/** What the administrators of the registrations download and upload, and what is on record of it. */
class RegistrationFilesIT extends PostgresFixture {

    private static final String MOMENT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private static final String MERGE = "{\"mode\": \"merge\"}";
    private static final String LENIENT = "{\"mode\": \"merge\", \"drift\": \"lenient\"}";
    private static final String DATASET = "source=registrations&dataset=everything";

    RegistrationFilesIT() {
        super(Example.REGISTRATIONS, "everything");
    }

    @Override
    void theReadmeDoesWhatItSays() {
        // No test here: RegistrationsIT makes these calls, and once is enough.
    }

    @Test
    @Feature({
        "registrations.document",
        "registrations.file-name",
        "registrations.everything",
        "registrations.record-counts"
    })
    void aBackupIsOneSmartDocumentOfEveryTable() {
        File file = download(backUp(), "format=json");

        assertThat(file.name()).matches("incremental-backup-\\d{4}-\\d{2}-\\d{2}T\\d{2}-\\d{2}-\\d{2}\\.json");
        JsonNode document = file.json();
        Map<String, Long> rows = new HashMap<>();
        document.get("tables").forEach(table -> {
            rows.put(table.get("tableName").stringValue(), (long)
                    table.get("records").size());
            assertThat(table.get("primaryKey").toString())
                    .contains(table.get("tableName").toString().contains("SystemConfig") ? "key" : "id");
        });
        assertThat(rows)
                .hasSameSizeAs(rows())
                .containsEntry("User", 150L)
                .containsEntry("Registration", 300L)
                .containsEntry("Message", 75L)
                .containsEntry("Room", 50L)
                .containsKeys("RoomAllocation", "SystemConfig", "SmsVerification");
        rows().forEach((table, count) -> assertThat(rows).containsEntry(table.replace("public.", ""), count));
        JsonNode metadata = document.get("metadata");
        assertThat(metadata.get("version").stringValue()).isEqualTo("1.0");
        assertThat(metadata.get("exportedAt").stringValue()).matches(MOMENT);
        rows.forEach((table, count) ->
                assertThat(metadata.get("recordCounts").get(table).longValue()).isEqualTo(count));
        JsonNode user = records(document, "User").get(0);
        assertThat(user.propertyNames())
                .containsExactly("id", "email", "name", "passwordHash", "role", "createdAt", "updatedAt");
        assertThat(user.get("createdAt").stringValue()).matches(MOMENT);
    }

    @Test
    @Feature({"registrations.gzip", "registrations.upload"})
    void aDownloadIsCompressedAndCanBeUploadedAgain() throws IOException {
        JsonNode backup = backUp();
        File plain = download(backup, "format=json");
        File file = download(backup, "format=json&compress=gzip");

        assertThat(file.name()).isEqualTo(plain.name() + ".gz");
        assertThat(file.content().length).isLessThan(plain.content().length / 2);
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(file.content()))) {
            String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(withoutExportTime(text)).isEqualTo(withoutExportTime(plain.text()));
        }
        TableState rooms = state("public.Room");
        sql("update \"Room\" set \"capacity\" = 9");
        JsonNode imported = api.succeeded(api.upload(DATASET, file.content()));
        api.succeeded(api.ask(Api.restores(imported), MERGE));
        assertThat(state("public.Room")).isEqualTo(rooms);
    }

    @Test
    @Feature({"registrations.several-sources", "registrations.upload"})
    void filesOfSeveralSourcesAreMergedOneAfterTheOther() {
        for (String room : List.of("from Lagos", "from Ibadan")) {
            JsonNode imported =
                    api.succeeded(api.upload(DATASET, """
                    {"tables": [{"tableName": "Room", "primaryKey": "id", "records": [{
                        "id": "%1$s", "name": "%1$s", "capacity": 4, "gender": null,
                        "createdAt": "2024-01-15T10:30:00.000Z", "updatedAt": "2024-01-15T10:30:00.000Z"}]}],
                     "metadata": {"exportedAt": "2024-01-15T12:00:00.000Z", "version": "1.0", "recordCounts": {"Room": 1}}}
                    """.formatted(room).getBytes(StandardCharsets.UTF_8)));
            api.succeeded(api.ask(Api.restores(imported), LENIENT));
        }

        assertThat(rows()).containsEntry("public.Room", 52L);
    }

    @Test
    @Feature("registrations.download-at-once")
    void oneCallCreatesADocumentAndDownloadsIt() {
        JsonNode document = api.get("/api/v1/sources/registrations/datasets/everything/export?format=json&wait=30s")
                .body();

        assertThat(records(document, "Registration")).hasSize(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"tables\": [{\"tableName\": \"User\", \"primaryKey\": \"id\", \"records\": [{\"id\": \"u\"",
                "{\"tables\": [{\"tableName\": \"../../etc/passwd\", \"primaryKey\": \"id\", \"records\": [{\"id\": \"u\"}]}], \"metadata\": {}}",
                "{\"tables\": [{\"tableName\": \"User\", \"primaryKey\": \"id\", \"records\": [{\"id\": \"u\"}]}], \"metadata\": {\"recordCounts\": {\"User\": 2}}}",
            })
    @Feature({"registrations.validation", "registrations.paths", "registrations.cleanup"})
    void anUploadThatIsNotRightIsRefused(String file) {
        JsonNode refused = api.ended(api.upload(DATASET, file.getBytes(StandardCharsets.UTF_8)));

        assertThat(refused.get("error").get("code").stringValue()).matches("IMPORT_REFUSED|TABLE_NOT_FOUND");
        assertThat(refused.get("error").get("message").stringValue()).isNotBlank();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(objects(
                                "registrations/_jobs/" + refused.get("backupId").stringValue() + "/upload"))
                        .isEmpty());
    }

    @Test
    @Feature({"registrations.roles", "registrations.protected", "registrations.versions"})
    void onlyAnAdministratorOfTheSourceMergesAndNobodyElseSeesItsBackups() {
        JsonNode backup = backUp();
        JsonNode later = backUp();
        String merge = "{\"mode\": \"merge\"}";
        Api stranger = api.as(
                api.post("/api/v1/tokens", "{\"name\": \"another\", \"role\": \"admin\", \"sources\": [\"elsewhere\"]}")
                        .body()
                        .get("token")
                        .stringValue());

        assertThat(holder("operator").post(Api.restores(backup), merge).status())
                .isEqualTo(403);
        assertThat(stranger.post(Api.restores(backup), merge).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/backups").body().get("items")).isEmpty();
        assertThat(api.get("/api/v1/backups?source=registrations&limit=2")
                        .body()
                        .get("items")
                        .valueStream()
                        .map(item -> item.get("id")))
                .containsExactly(later.get("backupId"), backup.get("backupId"));
    }

    @Test
    @Feature("registrations.audit")
    void everyOperationIsOnRecordWithItsUser() {
        String secret = api.post(
                        "/api/v1/tokens",
                        "{\"name\": \"Adaeze\", \"role\": \"admin\", \"sources\": [\"registrations\"]}")
                .body()
                .get("token")
                .stringValue();
        Api adaeze = api.as(secret);
        JsonNode backup = adaeze.succeeded(
                adaeze.ask("/api/v1/backups", "{\"source\": \"registrations\", \"dataset\": \"everything\"}"));
        JsonNode merge = adaeze.succeeded(adaeze.ask(Api.restores(backup), MERGE));
        JsonNode undo = undone(merge);

        List<String> trail = new ArrayList<>();
        adaeze.get("/api/v1/audit?source=registrations&limit=3")
                .body()
                .get("items")
                .forEach(entry -> trail.add("%s %s %s"
                        .formatted(
                                entry.get("requester").stringValue(),
                                entry.get("action").stringValue(),
                                entry.get("jobId").stringValue())));
        assertThat(trail)
                .containsExactly(
                        "admin job.requested " + undo.get("id").stringValue(),
                        "Adaeze job.requested " + merge.get("id").stringValue(),
                        "Adaeze job.requested " + backup.get("id").stringValue());
        assertThat(adaeze.get("/api/v1/audit?limit=500").body().toString()).doesNotContain("token.created");
        assertThat(api.get("/api/v1/audit?limit=500").body().toString())
                .contains("token.created")
                .doesNotContain(secret);
        JsonNode page = api.get("/api/v1/audit?limit=1").body();
        JsonNode next = api.get(
                        "/api/v1/audit?limit=1&cursor=" + page.get("next").stringValue())
                .body();
        assertThat(next.get("items").get(0).get("id").longValue())
                .isLessThan(page.get("items").get(0).get("id").longValue());
    }

    @Test
    @Feature("registrations.audit-downloads")
    void everyDownloadIsOnRecordWithItsUser() {
        JsonNode backup = backUp();
        String path =
                "/api/v1/backups/%s/download".formatted(backup.get("backupId").stringValue());
        Api operator = holder("operator");
        operator.get(path + "?format=json&compress=gzip");
        operator.get(path + "?format=csv&table=Room");
        JsonNode exported = operator.get(
                        "/api/v1/sources/registrations/datasets/everything/export?format=json&wait=30s")
                .body();
        assertThat(holder("viewer").get(path).status()).isEqualTo(403);
        assertThat(operator.get(path + "?table=Rooms").status()).isEqualTo(404);

        String id = backup.get("backupId").stringValue();
        String exportId = exported.at("/metadata/backupId").stringValue();
        assertThat(trail(5))
                .containsExactly(
                        "a operator backup.downloaded %s json [] -".formatted(exportId),
                        "a operator backup %s json [] -".formatted(exportId),
                        "a operator backup.downloaded %s csv [\"public.Room\"] -".formatted(id),
                        "a operator backup.downloaded %s json [] gzip".formatted(id),
                        "admin backup %s json [] -".formatted(id));
    }

    private static JsonNode records(JsonNode document, String table) {
        for (JsonNode entry : document.get("tables")) {
            if (entry.get("tableName").stringValue().equals(table)) {
                return entry.get("records");
            }
        }
        throw new AssertionError("No table " + table);
    }

    private static String withoutExportTime(String document) {
        return document.replaceAll("\"exportedAt\":\"[^\"]*\"", "");
    }

    private List<String> objects(String prefix) {
        TestBucket bucket = rowkeep.bucket();
        try (S3Client store = bucket.client()) {
            return store.listObjectsV2(list -> list.bucket(bucket.name()).prefix(prefix)).contents().stream()
                    .map(S3Object::key)
                    .toList();
        }
    }
}
