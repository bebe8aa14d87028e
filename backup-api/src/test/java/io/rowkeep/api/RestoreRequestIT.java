package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreRequestIT {

    private static final RunningApi API = School.API;
    private static final PlantedBackup BACKUP =
            PlantedBackup.ofStudents("school", BackupFormat.JSON, BackupContent.ROWS);
    private static final String PATH = BACKUP.path() + "/restores";

    private final String admin = School.token("admin");

    @Test
    void aRequestIsRecordedForTheBackupsOwnSourceAndDataset() {
        Answer answer = API.post(admin, PATH, "{\"mode\": \"replace\", \"tables\": [\"students\"]}")
                .hasStatus(202);

        assertThat(answer.header("Location")).isEqualTo("/api/v1/jobs/" + answer.field("id"));
        assertThat(answer.field("kind")).isEqualTo("restore");
        assertThat(answer.field("source")).isEqualTo("school");
        assertThat(answer.field("backupId")).isEqualTo(BACKUP.id().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | mode | replace, merge or system",
                "{'mode': 'mix'} | mode | replace or merge or system, not 'mix'",
                "{'mode': 1} | mode | replace or merge or system, not '1'",
                "{'mode': 'replace', 'policy': 'backup_wins'} | policy | this version knows base, confirm, conflictPolicy",
                "{'mode': 'replace', 'tables': []} | tables | at least one table",
            })
    void aWrongFieldIsNamedWithWhatThisVersionKnows(String body, String field, String words) {
        API.post(admin, PATH, body.replace('\'', '"'))
                .isProblem(400, ErrorCode.INVALID_REQUEST, words)
                .aboutField(field);
    }

    @Test
    void anUnknownTableIsAnsweredWithThoseOfTheBackup() {
        API.post(admin, PATH, "{\"mode\": \"replace\", \"tables\": [\"teachers\", \"students\"]}")
                .isProblem(404, ErrorCode.TABLE_NOT_FOUND, "no table public.teachers;", "public.students");
    }

    @Test
    void theSameKeyAndBodyIsTheSameJob() {
        String body = "{\"mode\": \"replace\"}";

        Answer first = API.post(admin, PATH, body, "Idempotency-Key", "restore-once");
        Answer second = API.post(admin, PATH, body, "Idempotency-Key", "restore-once");

        assertThat(second.hasStatus(202).field("id"))
                .isEqualTo(first.hasStatus(202).field("id"));
        API.post(admin, PATH, "{\"mode\": \"replace\", \"tables\": [\"students\"]}", "Idempotency-Key", "restore-once")
                .isProblem(422, ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void nothingIsReplacedWithoutASafetyBackupUnlessTheSourceAllowsIt() {
        API.post(admin, PATH, "{\"mode\": \"replace\", \"safetyBackup\": false}")
                .isProblem(422, ErrorCode.SAFETY_BACKUP_REQUIRED, "safetyBackup: optional");
    }

    @Test
    void onlyAnAdminMayCancelARestore() {
        String job = API.post(admin, PATH, "{\"mode\": \"replace\"}").field("id");

        API.post(School.token("operator"), "/api/v1/jobs/" + job + "/cancel", "")
                .isProblem(403, ErrorCode.FORBIDDEN, "admin");
        API.post(admin, "/api/v1/jobs/" + job + "/cancel", "").hasStatus(202);
    }
}
