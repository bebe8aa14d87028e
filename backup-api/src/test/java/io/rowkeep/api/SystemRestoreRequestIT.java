package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.control.Claim;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.RestoreMode;
import io.rowkeep.job.RestoreSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a system restore is asked for. */
class SystemRestoreRequestIT {

    private static final RunningApi API = School.API;
    private static final String INTO_SHOP =
            "{\"mode\": \"system\", \"target\": {\"source\": \"shop\"}, \"confirm\": \"shop\"%s}";

    private final String admin = School.token("admin");

    @Test
    void aConfirmedRequestIsAJobThatCannotBeUndone() {
        String job = API.post(admin, planted().path() + "/restores", INTO_SHOP.formatted(""))
                .hasStatus(202)
                .field("id");

        Claim claim = School.claim(job);
        assertThat(claim.spec()).isInstanceOfSatisfying(RestoreSpec.class, spec -> {
            assertThat(spec.mode()).isEqualTo(RestoreMode.SYSTEM);
            assertThat(spec.source().value()).isEqualTo("shop");
            assertThat(spec.from().value()).isEqualTo("school");
            assertThat(spec.safetyBackup()).isFalse();
        });
        API.jobs().succeed(claim, JobStatistics.of(List.of(), 1, List.of(), List.of()), null, null);
        API.post(admin, "/api/v1/jobs/%s/undo".formatted(job), "{}")
                .isProblem(409, ErrorCode.NOT_UNDOABLE, "filled an empty database");
    }

    @Test
    void oneThatFailedIsNotSaidToHaveFilledAnything() {
        String job = API.post(admin, planted().path() + "/restores", INTO_SHOP.formatted(""))
                .hasStatus(202)
                .field("id");
        API.jobs().fail(School.claim(job), new JobError(ErrorCode.TARGET_NOT_EMPTY, "There are tables"));

        API.post(admin, "/api/v1/jobs/%s/undo".formatted(job), "{}")
                .isProblem(409, ErrorCode.NOT_UNDOABLE, "it had no effect");
    }

    @Test
    void onlyAnAdministratorMayAsk() {
        API.post(School.token("operator"), planted().path() + "/restores", INTO_SHOP.formatted(""))
                .isProblem(403, ErrorCode.FORBIDDEN);
    }

    @Test
    void theTargetsNameConfirms() {
        String path = planted().path() + "/restores";

        API.post(admin, path, "{\"mode\": \"system\", \"target\": {\"source\": \"shop\"}}")
                .isProblem(422, ErrorCode.CONFIRMATION_WRONG, "\"shop\"");
        API.post(admin, path, "{\"mode\": \"system\", \"confirm\": \"shop\"}")
                .isProblem(422, ErrorCode.CONFIRMATION_WRONG, "\"school\"");
        API.post(admin, path, "{\"mode\": \"replace\", \"confirm\": \"school\"}")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "\"mode\": \"system\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "tables|[\"students\"]",
                "conflictPolicy|\"backup_wins\"",
                "preserveNewer|true",
                "drift|\"lenient\"",
                "triggers|\"run\"",
                "dryRun|true",
                "safetyBackup|false"
            })
    void whatIsAboutTablesIsRefused(String field, String value) {
        API.post(admin, planted().path() + "/restores", INTO_SHOP.formatted(", \"%s\": %s".formatted(field, value)))
                .isProblem(400, ErrorCode.INVALID_REQUEST)
                .aboutField(field);
    }

    @Test
    void onlyASystemBackupIsRestoredAsASystemAndOnlySo() {
        PlantedBackup tables = PlantedBackup.ofStudents("school", BackupFormat.JSON, BackupContent.ROWS);

        API.post(admin, tables.path() + "/restores", INTO_SHOP.formatted(""))
                .isProblem(409, ErrorCode.NOT_RESTORABLE, "no system backup");
        API.post(admin, planted().path() + "/restores", "{\"mode\": \"replace\"}")
                .isProblem(409, ErrorCode.NOT_RESTORABLE, "\"mode\": \"system\"");
    }

    @Test
    void theCatalogueShowsABackupWithoutTablesAndWithNoDigest() {
        Answer answer = API.get(admin, planted().path()).hasStatus(200);

        assertThat(answer.json().path("tables")).isEmpty();
        assertThat(answer.field("format")).isEqualTo("system");
        assertThat(answer.json().has("manifestSha256")).isFalse();
    }

    private static PlantedBackup planted() {
        return new PlantedBackup("school", BackupFormat.SYSTEM)
                .dump("PGDMP first", " second")
                .finish();
    }
}
