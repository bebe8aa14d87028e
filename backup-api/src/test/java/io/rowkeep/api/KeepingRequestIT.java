package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.Column;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.ColumnMapping;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Labels, holds and deletion over HTTP. */
class KeepingRequestIT {

    private static final RunningApi API = School.API;

    private final String viewer = School.token("viewer");
    private final String operator = School.token("operator");
    private final String admin = School.token("admin");
    private final PlantedBackup backup = planted();

    @Test
    void whatIsLeftOutStaysAsItIs() {
        Answer labelled = patch(operator, "{\"label\": \"Term's end\"}").hasStatus(200);
        assertThat(labelled.field("label")).isEqualTo("Term's end");
        assertThat(labelled.json().path("held").booleanValue()).isFalse();

        Answer held = patch(operator, "{\"held\": true}").hasStatus(200);
        assertThat(held.field("label")).isEqualTo("Term's end");
        assertThat(held.json().path("held").booleanValue()).isTrue();
        assertThat(API.get(viewer, backup.path()).json()).isEqualTo(held.json());

        Answer bare = patch(operator, "{\"label\": null, \"held\": true}").hasStatus(200);
        assertThat(bare.json().has("label")).isFalse();
        assertThat(bare.json().path("held").booleanValue()).isTrue();
    }

    @Test
    void onlyAnAdminReleases() {
        patch(operator, "{\"held\": true}").hasStatus(200);

        patch(operator, "{\"held\": false}").isProblem(403, ErrorCode.FORBIDDEN, "Releasing a backup", "admin");
        assertThat(patch(admin, "{\"held\": false}")
                        .hasStatus(200)
                        .json()
                        .path("held")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void rolesAndForeignSourcesAreAsElsewhere() {
        patch(viewer, "{\"held\": true}").isProblem(403, ErrorCode.FORBIDDEN);
        API.delete(operator, backup.path()).isProblem(403, ErrorCode.FORBIDDEN);
        patch(School.token("admin", "shop"), "{\"held\": true}").isProblem(404, ErrorCode.BACKUP_NOT_FOUND);
        API.delete(School.token("admin", "shop"), backup.path()).isProblem(404, ErrorCode.BACKUP_NOT_FOUND);
        API.get(viewer, backup.path()).hasStatus(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'label': ''} | label | 1 to 200 characters",
                "{'label': 'a\\u0000b'} | label | no control character",
                "{'label': 'a\\ud800b'} | label | no control character",
                "{'label': 5} | label | must be a string",
                "{'held': 'yes'} | held | must be true or false",
                "{'held': null} | held | must be true or false",
                "{'name': 'x'} | name | this version knows held, label",
            })
    void aWrongFieldIsNamed(String body, String field, String words) {
        patch(admin, body.replace('\'', '"'))
                .isProblem(400, ErrorCode.INVALID_REQUEST, words)
                .aboutField(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{} | at least one of the fields held, label", "`` | missing", "[] | must be a JSON object"})
    void aBodyThatChangesNothingIsRefused(String body, String words) {
        patch(admin, body).isProblem(400, ErrorCode.INVALID_REQUEST, words);
    }

    @Test
    void aLabelOfHalfACharacterIsRefusedForANewBackupToo() {
        API.post(operator, "/api/v1/backups", "{\"source\": \"school\", \"label\": \"\\udc00\"}")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "1 to 200 characters")
                .aboutField("label");
    }

    @Test
    void aLabelOfWholeCharactersIsTaken() {
        assertThat(patch(operator, "{\"label\": \"\\ud83d\\udcbe Schuljahr\"}")
                        .hasStatus(200)
                        .field("label"))
                .isEqualTo("\ud83d\udcbe Schuljahr");
    }

    @Test
    void aDeletedBackupIsGoneAtOnceAndItsJobRemovesTheObjects() {
        Answer answer = API.delete(admin, backup.path()).hasStatus(202);

        assertThat(answer.header("Location")).isEqualTo("/api/v1/jobs/" + answer.field("id"));
        assertThat(answer.field("kind")).isEqualTo("prune");
        assertThat(answer.field("backupId")).isEqualTo(backup.id().toString());
        assertThat(answer.field("source")).isEqualTo("school");
        API.get(viewer, backup.path()).isProblem(404, ErrorCode.BACKUP_NOT_FOUND);
        API.delete(admin, backup.path()).isProblem(404, ErrorCode.BACKUP_NOT_FOUND);
        patch(admin, "{\"held\": true}").isProblem(404, ErrorCode.BACKUP_NOT_FOUND);
        API.post(admin, backup.path() + "/restores", "{\"mode\": \"replace\"}")
                .isProblem(404, ErrorCode.BACKUP_NOT_FOUND);
        API.get(operator, backup.path() + "/download?format=json").isProblem(404, ErrorCode.BACKUP_NOT_FOUND);
        assertThat(listed("?source=school&limit=500"))
                .doesNotContain(backup.id().toString());
    }

    @Test
    void aHeldBackupIsNotDeleted() {
        patch(operator, "{\"held\": true}").hasStatus(200);

        API.delete(admin, backup.path()).isProblem(409, ErrorCode.BACKUP_HELD, "release it");
    }

    @Test
    void aBackupThatARestoreReadsIsNotDeleted() {
        String job = API.post(admin, backup.path() + "/restores", "{\"mode\": \"replace\"}")
                .field("id");

        API.delete(admin, backup.path()).isProblem(409, ErrorCode.BACKUP_IN_USE, job);

        API.post(admin, "/api/v1/jobs/" + job + "/cancel", "").hasStatus(202);
        API.delete(admin, backup.path()).hasStatus(202);
    }

    @Test
    void theListIsNarrowedByHoldAndPurpose() {
        patch(operator, "{\"held\": true}").hasStatus(200);
        String id = backup.id().toString();

        assertThat(listed("?held=true&limit=500")).contains(id);
        assertThat(listed("?held=false&limit=500")).doesNotContain(id);
        assertThat(listed("?savedFor=none&limit=500")).contains(id);
        assertThat(listed("?savedFor=clear&limit=500")).doesNotContain(id);
        API.get(viewer, "/api/v1/backups?savedFor=backup")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "none, clear, restore, undo")
                .aboutField("savedFor");
        API.get(viewer, "/api/v1/backups?held=maybe")
                .isProblem(400, ErrorCode.INVALID_REQUEST)
                .aboutField("held");
    }

    private List<String> listed(String query) {
        List<String> ids = new ArrayList<>();
        for (JsonNode item :
                API.get(viewer, "/api/v1/backups" + query).hasStatus(200).json().path("items")) {
            ids.add(item.path("id").asString());
        }
        return ids;
    }

    private Answer patch(String token, String body) {
        return API.send(API.request(token, backup.path())
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    private static PlantedBackup planted() {
        return new PlantedBackup("school", BackupFormat.JSON)
                .table(
                        School.STUDENTS,
                        List.of(new Column("id", "integer", ColumnMapping.NUMBER, true, null)),
                        List.of("id"),
                        List.of("1"))
                .finish();
    }
}
