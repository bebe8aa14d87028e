package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.PreviewReference;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.TableDifferences;
import io.rowkeep.job.TableStatistics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewedRestoreIT {

    private static final RunningApi API = School.API;
    private static final PlantedBackup BACKUP =
            PlantedBackup.ofStudents("school", BackupFormat.JSON, BackupContent.ROWS);
    private static final String PATH = BACKUP.path() + "/restores";
    private static final JobError UNDECIDED = new JobError(ErrorCode.DECISIONS_MISSING, "2 conflicts are undecided");

    private final String admin = School.token("admin");

    @Test
    void aDryRunThatIsQuickAnswersWithWhatWouldHappen() {
        CompletableFuture<Answer> asked =
                CompletableFuture.supplyAsync(() -> post("?wait=30s", "{'mode': 'merge', 'dryRun': true}"));
        succeed(Awaitility.await().until(this::queued, id -> !id.isEmpty()));

        assertThat(asked).succeedsWithin(10, TimeUnit.SECONDS).satisfies(answer -> {
            answer.hasStatus(200);
            assertThat(answer.json().path("dryRun").asBoolean()).isTrue();
            assertThat(answer.json()
                            .at("/statistics/tables/0/differences/conflict")
                            .asInt())
                    .isEqualTo(2);
        });
    }

    @Test
    void aDryRunThatTakesLongerAnswersWithItsJob() {
        Answer answer = post("?wait=0s", "{'mode': 'replace', 'dryRun': true}").hasStatus(202);

        API.post(admin, "/api/v1/jobs/" + answer.field("id") + "/cancel", "").hasStatus(202);
    }

    @Test
    void onlyAnAdminMayPreview() {
        API.post(School.token("operator"), PATH, "{\"mode\": \"replace\", \"dryRun\": true}")
                .isProblem(403, ErrorCode.FORBIDDEN, "a token of role admin");
    }

    @Test
    void whatThePreviewDigestedGoesIntoTheRestore() {
        String preview = previewed("'mode': 'merge', 'tables': ['students']");

        String job = post("", "{'mode': 'merge', 'tables': ['students'], 'preview': '%s'}".formatted(preview))
                .hasStatus(202)
                .field("id");

        RestoreSpec spec =
                (RestoreSpec) API.jobs().specification(JobId.parse(job)).orElseThrow();
        assertThat(spec.preview())
                .isEqualTo(new PreviewReference(JobId.parse(preview), Map.of(School.STUDENTS, "abcd")));
        assertThat(spec.dryRun()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'mode': 'replace' | was asked for with another mode",
                "'mode': 'replace', 'drift': 'lenient' | was asked for with another mode, drift",
                "'mode': 'merge', 'tables': ['students'] | another tables",
                "'mode': 'merge', 'conflictPolicy': 'current_wins' | another conflictPolicy",
                "'mode': 'merge', 'preserveNewer': true | another preserveNewer",
                "'mode': 'merge', 'keys': [{'table': 'students', 'key': {'id': 1}}] | another keys",
                "'mode': 'merge', 'drift': 'lenient' | another drift",
                "'mode': 'merge', 'triggers': 'run' | another triggers",
                "'mode': 'merge', 'target': {'source': 'shop'} | another target.source",
                "'mode': 'merge', 'target': {'schema': 'scratch'} | another target.schema",
            })
    void aPreviewOfSomethingElseIsRefusedNamingWhatDiffers(String fields, String words) {
        String preview = previewed("'mode': 'merge'");

        Answer refusal =
                API.post(admin, PATH, naming(fields, preview)).isProblem(422, ErrorCode.PREVIEW_UNUSABLE, preview);

        assertThat(refusal.field("detail")).endsWith(words);
    }

    @Test
    void aPreviewOfAnotherBackupIsRefused() {
        String preview = previewed("'mode': 'merge'");
        PlantedBackup other = PlantedBackup.ofStudents("school", BackupFormat.JSON, BackupContent.ROWS);

        API.post(admin, other.path() + "/restores", naming("'mode': 'merge'", preview))
                .isProblem(422, ErrorCode.PREVIEW_UNUSABLE, "another backup");
    }

    @Test
    void onlyADryRunThatSucceededIsAPreview() {
        String queued = post("?wait=0s", "{'mode': 'merge', 'dryRun': true}").field("id");
        API.post(admin, PATH, naming("'mode': 'merge'", queued))
                .isProblem(422, ErrorCode.PREVIEW_UNUSABLE, "has not succeeded: it is QUEUED");
        succeed(queued);

        String restore = post("", "{'mode': 'merge'}").field("id");
        API.post(admin, PATH, naming("'mode': 'merge'", restore))
                .isProblem(422, ErrorCode.PREVIEW_UNUSABLE, "not the dry run of a restore");
        API.post(admin, PATH, naming("'mode': 'merge'", School.backupJob("school")))
                .isProblem(422, ErrorCode.PREVIEW_UNUSABLE, "not the dry run of a restore");
        API.post(admin, PATH, naming("'mode': 'merge'", "0190a1b2-0000-7000-8000-000000000001"))
                .isProblem(404, ErrorCode.JOB_NOT_FOUND);
    }

    @Test
    void aPreviewThatFoundAnObstacleIsRefused() {
        String preview = previewed(
                "'mode': 'merge'", new JobError(ErrorCode.CONSTRAINT_VIOLATED, "Two students would share a mail"));

        API.post(admin, PATH, naming("'mode': 'merge'", preview))
                .isProblem(422, ErrorCode.PREVIEW_UNUSABLE, "Two students would share a mail");
    }

    @Test
    void decisionsThatWereMissingMayComeWithTheRestore() {
        String manual = "'mode': 'merge', 'conflictPolicy': 'manual'";
        String preview = previewed(manual, UNDECIDED);

        API.post(admin, PATH, naming(manual, preview))
                .isProblem(422, ErrorCode.PREVIEW_UNUSABLE, "2 conflicts are undecided");
        String decided = manual + ", 'decisions': [{'table': 'students', 'key': {'id': 1}, 'take': 'current'}]";
        API.post(admin, PATH, naming(decided, preview)).hasStatus(202);
    }

    private String previewed(String fields, JobError... refused) {
        String job = post("?wait=0s", "{%s, 'dryRun': true}".formatted(fields))
                .hasStatus(202)
                .field("id");
        succeed(job, refused);
        return job;
    }

    private static void succeed(String job, JobError... refused) {
        TableStatistics students = new TableStatistics(
                School.STUDENTS,
                1,
                0,
                0,
                0,
                null,
                null,
                null,
                new TableDifferences(1, 0, 0, 0, 2, 0, 0, 0, 0, "abcd"),
                null);
        JobStatistics found =
                JobStatistics.of(List.of(students), 5, List.of(), List.of()).refusing(List.of(refused));
        API.jobs().succeed(School.claim(job), found, null, null);
    }

    private Answer post(String query, String body) {
        return API.post(admin, PATH + query, body.replace('\'', '"'));
    }

    private static String naming(String fields, String preview) {
        return "{%s, 'preview': '%s'}".formatted(fields, preview).replace('\'', '"');
    }

    private String queued() {
        return API.get(admin, "/api/v1/jobs?limit=50&status=QUEUED&source=school&kind=restore")
                .json()
                .path("items")
                .valueStream()
                .filter(job -> job.path("dryRun").asBoolean()
                        && job.path("backupId").asString().equals(BACKUP.id().toString()))
                .map(job -> job.path("id").asString())
                .findFirst()
                .orElse("");
    }
}
