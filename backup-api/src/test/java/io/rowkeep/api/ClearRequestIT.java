package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.TableStatistics;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClearRequestIT {

    private static final RunningApi API = School.API;
    private static final String PATH = "/api/v1/clears";
    private static final String ALL =
            "{'source': 'school', 'dataset': 'all', 'tables': 'all', 'confirm': 'all'}".replace('\'', '"');

    private final String admin = School.token("admin");

    @Test
    void aConfirmedRequestIsRecorded() {
        Answer answer = API.post(admin, PATH, ALL).hasStatus(202);

        assertThat(answer.header("Location")).isEqualTo("/api/v1/jobs/" + answer.field("id"));
        assertThat(answer.field("kind")).isEqualTo("clear");
        assertThat(answer.json().path("dryRun").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", 'confirm': 'people'",
                ", 'confirm': 'All'",
                ", 'confirm': ''",
                ", 'dryRun': true, 'confirm': 'x'"
            })
    void onlyTheDatasetsNameConfirms(String confirm) {
        String body = "{'source': 'school', 'dataset': 'all', 'tables': 'all'%s}".formatted(confirm);

        API.post(admin, PATH, body.replace('\'', '"'))
                .isProblem(422, ErrorCode.CONFIRMATION_WRONG, "'confirm' must be \"all\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'dataset': 'all', 'tables': 'all', 'confirm': 'all'} | source | source to clear",
                "{'source': 'school', 'tables': 'all', 'confirm': 'all'} | dataset | dataset to clear",
                "{'source': 'school', 'dataset': 'all', 'confirm': 'all'} | tables | a list of tables",
                "{'source': 'school', 'dataset': 'all', 'confirm': 'all', 'tables': 'students'} | tables | \"all\" or a list",
                "{'source': 'school', 'dataset': 'all', 'confirm': 'all', 'tables': []} | tables | \"all\" or a list",
                "{'source': 'school', 'dataset': 'all', 'confirm': 'all', 'tables': [1]} | tables | \"all\" or a list",
                "{'source': 'school', 'dataset': 'all', 'confirm': 'all', 'tables': 'all', 'force': true} | force | dependents",
            })
    void aWrongFieldIsNamed(String body, String field, String words) {
        API.post(admin, PATH, body.replace('\'', '"'))
                .isProblem(400, ErrorCode.INVALID_REQUEST, words)
                .aboutField(field);
    }

    @Test
    void aTableOutsideTheDatasetIsAnsweredWithThoseOfTheDataset() {
        cancelInspections();
        CompletableFuture<Answer> asked = CompletableFuture.supplyAsync(
                () -> API.post(
                        admin,
                        PATH,
                        "{\"source\": \"school\", \"dataset\": \"people\", \"tables\": [\"courses\"], \"confirm\": \"people\"}"));
        answerInspection(TableStatistics.counted(School.STUDENTS, 0));

        assertThat(asked)
                .succeedsWithin(10, TimeUnit.SECONDS)
                .satisfies(answer ->
                        answer.isProblem(404, ErrorCode.TABLE_NOT_FOUND, "no table public.courses", "public.students"));
    }

    @Test
    void onlyAnAdminMayAsk() {
        API.post(School.token("operator"), PATH, ALL).isProblem(403, ErrorCode.FORBIDDEN, "a token of role admin");
        API.post(School.token("operator"), PATH, ALL.replace("}", ", \"dryRun\": true}"))
                .isProblem(403, ErrorCode.FORBIDDEN);
    }

    @Test
    void anotherTokensSourceDoesNotExist() {
        API.post(School.token("admin", "shop"), PATH, ALL).isProblem(404, ErrorCode.SOURCE_NOT_FOUND);
    }

    @Test
    void nothingIsClearedWithoutASafetyBackupUnlessTheSourceAllowsIt() {
        API.post(admin, PATH, ALL.replace("}", ", \"safetyBackup\": false}"))
                .isProblem(422, ErrorCode.SAFETY_BACKUP_REQUIRED, "'school'", "safetyBackup: optional");
        API.post(admin, PATH, ALL.replace("school", School.CARELESS).replace("}", ", \"safetyBackup\": false}"))
                .hasStatus(202);
    }

    @Test
    void aDryRunThatIsQuickAnswersWithWhatWouldHappen() {
        CompletableFuture<Answer> asked = dryRun();
        JobStatistics found = JobStatistics.of(
                        List.of(new TableStatistics(
                                School.STUDENTS, 1, 0, 0, 0, null, new RowChanges(0, 0, 41, 1), null)),
                        5,
                        List.of(),
                        List.of())
                .refusing(List.of(new JobError(ErrorCode.OUTSIDE_REFERENCES, "3 rows are in the way")));
        API.jobs().succeed(School.claim(newest("clear")), found, null, null);

        assertThat(asked).succeedsWithin(10, TimeUnit.SECONDS).satisfies(answer -> {
            answer.hasStatus(200);
            assertThat(answer.json().path("dryRun").asBoolean()).isTrue();
            assertThat(answer.json().at("/statistics/tables/0/changes/deleted").asInt())
                    .isEqualTo(41);
            assertThat(answer.json().at("/statistics/refused/0/code").asString())
                    .isEqualTo("OUTSIDE_REFERENCES");
        });
    }

    @Test
    void aDryRunThatFailsAnswersWithTheReason() {
        CompletableFuture<Answer> asked = dryRun();
        API.jobs().fail(School.claim(newest("clear")), new JobError(ErrorCode.ROW_SECURITY, "Rows are hidden"));

        assertThat(asked)
                .succeedsWithin(10, TimeUnit.SECONDS)
                .satisfies(answer -> answer.isProblem(502, ErrorCode.ROW_SECURITY, "Rows are hidden"));
    }

    @Test
    void aDryRunThatTakesLongerAnswersWithItsJob() {
        API.post(admin, PATH + "?wait=0s", ALL.replace("}", ", \"dryRun\": true}"))
                .hasStatus(202);
    }

    private CompletableFuture<Answer> dryRun() {
        String before = newest("clear");
        CompletableFuture<Answer> asked = CompletableFuture.supplyAsync(
                () -> API.post(admin, PATH + "?wait=30s", ALL.replace("}", ", \"dryRun\": true}")));
        Awaitility.await().until(() -> !newest("clear").equals(before));
        return asked;
    }

    /** Other tests leave some that nobody has answered. */
    private void cancelInspections() {
        for (String job = queued("inspect"); !job.isEmpty(); job = queued("inspect")) {
            API.post(admin, "/api/v1/jobs/" + job + "/cancel", "").hasStatus(202);
        }
    }

    private void answerInspection(TableStatistics... found) {
        Awaitility.await().until(() -> !queued("inspect").isEmpty());
        School.answer(queued("inspect"), found);
    }

    private String newest(String kind) {
        return API.get(admin, "/api/v1/jobs?limit=1&source=school&kind=" + kind)
                .json()
                .at("/items/0/id")
                .asString("");
    }

    private String queued(String kind) {
        return API.get(admin, "/api/v1/jobs?limit=1&status=QUEUED&source=school&dataset=people&kind=" + kind)
                .json()
                .at("/items/0/id")
                .asString("");
    }
}
