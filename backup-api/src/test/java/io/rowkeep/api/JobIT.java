package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.control.Claim;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobIT {

    private static final RunningApi API = School.API;
    private static final JobError FAILURE = new JobError(ErrorCode.SOURCE_UNAVAILABLE, "The school is closed");

    private final String viewer = School.token("viewer");
    private final String operator = School.token("operator");

    @Test
    void aLongPollAnswersWhenTheJobEnds() {
        String job = School.backupJob("school");
        Claim claim = School.claim(job);
        CompletableFuture<Answer> poll =
                CompletableFuture.supplyAsync(() -> API.get(viewer, "/api/v1/jobs/" + job + "?wait=30s"));
        Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        assertThat(poll).isNotDone();

        API.jobs().fail(claim, FAILURE);

        assertThat(poll).succeedsWithin(5, TimeUnit.SECONDS).satisfies(answer -> {
            assertThat(answer.hasStatus(200).field("status")).isEqualTo("FAILED");
            assertThat(answer.json().path("error").path("code").asString()).isEqualTo("SOURCE_UNAVAILABLE");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"500ms", "1", "1s", "0m"})
    void aLongPollAnswersWithTheJobAsItIsWhenTheTimeIsOver(String wait) {
        String job = School.backupJob("school");

        assertThat(API.get(viewer, "/api/v1/jobs/" + job + "?wait=" + wait)
                        .hasStatus(200)
                        .field("status"))
                .isEqualTo("QUEUED");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/jobs/1?wait=x, id",
        "/api/v1/jobs/none, id",
        "/api/v1/jobs/01930000-0000-7000-8000-000000000001?wait=soon, wait",
        "/api/v1/jobs/01930000-0000-7000-8000-000000000001?wait=61s, wait",
        "/api/v1/jobs/01930000-0000-7000-8000-000000000001?wait=-1s, wait",
        "/api/v1/jobs?limit=0, limit",
        "/api/v1/jobs?limit=501, limit",
        "/api/v1/jobs?limit=many, limit",
        "/api/v1/jobs?kind=copy, kind",
        "/api/v1/jobs?status=DONE, status",
        "/api/v1/jobs?source=A%20B, source",
        "/api/v1/jobs?dataset=%00, dataset",
        "/api/v1/jobs?stauts=QUEUED, stauts",
        "/api/v1/backups/none, id",
        "/api/v1/backups?kind=backup, kind",
    })
    void aWrongParameterIsNamed(String path, String parameter) {
        API.get(viewer, path)
                .isProblem(400, ErrorCode.INVALID_REQUEST, parameter)
                .aboutField(parameter);
    }

    @Test
    void aCursorThatIsNotOneOfOursIsRefused() {
        API.get(viewer, "/api/v1/jobs?cursor=abc").isProblem(400, ErrorCode.INVALID_REQUEST, "cursor");
        API.get(viewer, "/api/v1/backups?cursor=%27;--").isProblem(400, ErrorCode.INVALID_REQUEST, "cursor");
    }

    @Test
    void pagesFollowEachOtherNewestFirst() {
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            jobs.addFirst(School.backupJob("school"));
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        for (int page = 0; page < 3; page++) {
            Answer answer =
                    API.get(viewer, "/api/v1/jobs?limit=2&kind=backup&status=queued&source=school&dataset=all" + next);
            answer.hasStatus(200)
                    .json()
                    .path("items")
                    .forEach(job -> seen.add(job.path("id").asString()));
            next = "&cursor=" + answer.field("next");
        }

        assertThat(seen).isEqualTo(jobs);
    }

    @Test
    void anUnknownJobIsSaidToBeUnknown() {
        API.get(viewer, "/api/v1/jobs/01930000-0000-7000-8000-000000000001")
                .isProblem(404, ErrorCode.JOB_NOT_FOUND, "01930000-0000-7000-8000-000000000001");
    }

    @Test
    void aJobThatNobodyBeganIsCancelledAtOnce() {
        String path = "/api/v1/jobs/" + School.backupJob("school");

        Answer answer = API.post(operator, path + "/cancel", "", "Idempotency-Key", "cancel" + path.hashCode());

        assertThat(answer.hasStatus(202).field("status")).isEqualTo("CANCELLED");
        assertThat(answer.header("Location")).isEqualTo(path);
        API.post(operator, path + "/cancel", "", "Idempotency-Key", "cancel" + path.hashCode())
                .hasStatus(202);
    }

    @Test
    void aRunningJobIsFlaggedForItsWorker() {
        String job = School.backupJob("school");
        School.claim(job);

        Answer answer =
                API.post(operator, "/api/v1/jobs/" + job + "/cancel", "").hasStatus(202);

        assertThat(answer.field("status")).isEqualTo("RUNNING");
        assertThat(answer.json().path("cancelRequested").booleanValue()).isTrue();
    }

    @Test
    void aJobThatHasEndedCannotBeCancelled() {
        String job = School.backupJob("school");
        API.jobs().fail(School.claim(job), FAILURE);

        API.post(operator, "/api/v1/jobs/" + job + "/cancel", "").isProblem(409, ErrorCode.JOB_ENDED, job);
    }

    @Test
    void theKeyOfACancellationIsOfNoUseForAnotherJob() {
        String first = School.backupJob("school");
        String second = School.backupJob("school");
        API.post(operator, "/api/v1/jobs/" + first + "/cancel", "", "Idempotency-Key", first)
                .hasStatus(202);

        API.post(operator, "/api/v1/jobs/" + second + "/cancel", "", "Idempotency-Key", first)
                .isProblem(422, ErrorCode.IDEMPOTENCY_KEY_REUSED);
        assertThat(API.get(operator, "/api/v1/jobs/" + second).field("status")).isEqualTo("QUEUED");
    }
}
