package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AccessIT {

    private static final RunningApi API = School.API;
    private static final String ANY = "01930000-0000-7000-8000-000000000001";

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/audit",
        "GET, /api/v1/backups",
        "POST, /api/v1/backups",
        "GET, /api/v1/backups/" + ANY,
        "GET, /api/v1/backups/" + ANY + "/download",
        "PATCH, /api/v1/backups/" + ANY,
        "DELETE, /api/v1/backups/" + ANY,
        "POST, /api/v1/backups/" + ANY + "/restores",
        "POST, /api/v1/clears",
        "GET, /api/v1/events",
        "GET, /api/v1/jobs",
        "GET, /api/v1/jobs/" + ANY,
        "GET, /api/v1/jobs/" + ANY + "/events",
        "POST, /api/v1/jobs/" + ANY + "/cancel",
        "POST, /api/v1/jobs/" + ANY + "/undo",
        "GET, /api/v1/sources",
        "GET, /api/v1/sources/school/statistics",
        "GET, /api/v1/workers",
        "GET, /api/v1/tokens",
        "POST, /api/v1/tokens",
        "DELETE, /api/v1/tokens/" + ANY,
        "GET, /v3/api-docs",
        "GET, /actuator",
        "GET, /actuator/env",
        "GET, /",
        "GET, /no/such/path",
        "OPTIONS, /api/v1/backups",
    })
    void nothingButHealthAnswersWithoutAToken(String method, String path) {
        for (String authorization : List.of("", "Bearer", "Bearer wrong", "Basic YWRtaW46YWRtaW4=", "bearer  ")) {
            Answer answer = API.send(API.request("", path)
                    .header("Authorization", authorization)
                    .method(method, BodyPublishers.ofString("{}")));

            answer.isProblem(401, ErrorCode.UNAUTHENTICATED, "Authorization: Bearer");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/actuator/health"})
    void healthNeedsNoTokenAndTellsNothingElse(String path) {
        Answer answer = API.get("", path).hasStatus(200);

        assertThat(answer.field("status")).isEqualTo("UP");
        assertThat(answer.json().propertyNames()).doesNotContain("components", "details");
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, POST, /api/v1/backups",
        "viewer, GET, /api/v1/backups/" + ANY + "/download",
        "viewer, HEAD, /api/v1/backups/" + ANY + "/download",
        "viewer, POST, /api/v1/jobs/" + ANY + "/cancel",
        "viewer, POST, /api/v1/backups/" + ANY + "/restores",
        "operator, POST, /api/v1/backups/" + ANY + "/restores",
        "viewer, PATCH, /api/v1/backups/" + ANY,
        "operator, DELETE, /api/v1/backups/" + ANY,
        "operator, POST, /api/v1/clears",
        "operator, POST, /api/v1/jobs/" + ANY + "/undo",
        "operator, GET, /api/v1/audit",
        "viewer, GET, /api/v1/tokens",
        "operator, POST, /api/v1/tokens",
        "operator, DELETE, /api/v1/tokens/" + ANY,
    })
    void aLesserRoleIsRefused(String role, String method, String path) {
        Answer answer = API.send(API.request(School.token(role), path).method(method, BodyPublishers.ofString("{}")));

        answer.hasStatus(403);
        if (!method.equals("HEAD")) {
            answer.isProblem(403, ErrorCode.FORBIDDEN);
        }
    }

    @Test
    void aGreaterRoleIncludesTheLesserOnes() {
        API.get(School.token("admin"), "/api/v1/jobs").hasStatus(200);
        API.get(School.token("operator"), "/api/v1/jobs").hasStatus(200);
        API.post(School.token("admin"), "/api/v1/backups", "{\"source\": \"school\"}")
                .hasStatus(202);
    }

    @Test
    void whatBelongsToAForeignSourceDoesNotExist() {
        PlantedBackup shop = new PlantedBackup("shop", BackupFormat.JSON)
                .table(School.STUDENTS, List.of(), List.of())
                .finish();
        String admin = School.token("admin", "school");
        String job = shop.claim.jobId().toString();

        API.get(admin, shop.path()).isProblem(404, ErrorCode.BACKUP_NOT_FOUND);
        API.get(admin, shop.path() + "/download").isProblem(404, ErrorCode.BACKUP_NOT_FOUND);
        API.post(admin, shop.path() + "/restores", "{\"mode\": \"replace\"}")
                .isProblem(404, ErrorCode.BACKUP_NOT_FOUND);
        API.get(admin, "/api/v1/jobs/" + job).isProblem(404, ErrorCode.JOB_NOT_FOUND);
        API.get(admin, "/api/v1/jobs/" + job + "?wait=5s").isProblem(404, ErrorCode.JOB_NOT_FOUND);
        API.post(admin, "/api/v1/jobs/" + job + "/cancel", "").isProblem(404, ErrorCode.JOB_NOT_FOUND);
        API.get(admin, "/api/v1/sources/shop/statistics").isProblem(404, ErrorCode.SOURCE_NOT_FOUND, "school");
        assertThat(API.get(admin, shop.path()).text().replace(shop.id().toString(), ANY))
                .isEqualTo(API.get(admin, "/api/v1/backups/" + ANY).text());
    }

    @Test
    void listsLeaveOutWhatBelongsToAForeignSource() {
        School.backupJob("shop");
        School.backupJob("school");
        String viewer = School.token("viewer", "school");

        assertThat(sources(API.get(viewer, "/api/v1/jobs"), "source")).containsOnly("school");
        assertThat(API.get(viewer, "/api/v1/jobs?source=shop").json().path("items"))
                .isEmpty();
        assertThat(API.get(viewer, "/api/v1/backups?source=shop").json().path("items"))
                .isEmpty();
        assertThat(sources(API.get(viewer, "/api/v1/sources"), "name")).containsExactly("school");
        assertThat(API.get(viewer, "/api/v1/workers")
                        .json()
                        .path("items")
                        .get(0)
                        .path("sources")
                        .toString())
                .isEqualTo("[\"school\"]");
        assertThat(API.get(School.token("viewer", "elsewhere"), "/api/v1/workers")
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void theAuditHidesTheDetailsOfWhatWasReadFromAForeignSource() {
        PlantedBackup shop = new PlantedBackup("shop", BackupFormat.JSON)
                .table(School.STUDENTS, List.of(), List.of())
                .finish();
        String job = API.post(
                        School.token("admin"),
                        shop.path() + "/restores",
                        "{\"mode\": \"merge\", \"target\": {\"source\": \"school\"}}")
                .hasStatus(202)
                .field("id");
        String own = School.backupJob("school");
        String limited = School.token("admin", "school");

        assertThat(audited(School.token("admin"), job).path("from").asString()).isEqualTo("shop");
        assertThat(audited(limited, job)).isEmpty();
        assertThat(audited(limited, own).path("source").asString()).isEqualTo("school");
    }

    @Test
    void aRevokedTokenIsRefusedAtOnce() {
        Answer made = API.post(
                RunningApi.ADMIN,
                "/api/v1/tokens",
                "{\"name\": \"%s\", \"role\": \"viewer\"}".formatted(UUID.randomUUID()));

        API.get(made.field("token"), "/api/v1/jobs").hasStatus(200);
        API.delete(made.field("token"), "/api/v1/tokens/" + made.field("id")).hasStatus(403);
        API.delete(RunningApi.ADMIN, "/api/v1/tokens/" + made.field("id")).hasStatus(204);

        API.get(made.field("token"), "/api/v1/jobs").isProblem(401, ErrorCode.UNAUTHENTICATED);
    }

    private static JsonNode audited(String token, String job) {
        JsonNode items =
                API.get(token, "/api/v1/audit?job=" + job).hasStatus(200).json().path("items");
        assertThat(items).hasSize(1);
        return items.get(0).path("details");
    }

    private static List<String> sources(Answer answer, String field) {
        return answer.hasStatus(200)
                .json()
                .path("items")
                .valueStream()
                .map((JsonNode item) -> item.path(field).asString())
                .toList();
    }
}
