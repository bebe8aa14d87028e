package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.job.ValueCount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SourceIT {

    private static final RunningApi API = School.API;
    private static final String STATISTICS = "/api/v1/sources/school/statistics";
    private static final TableStatistics STUDENTS = TableStatistics.counted(School.STUDENTS, 40);
    private static final TableStatistics COURSES = TableStatistics.counted(School.COURSES, 2);

    private final String viewer = School.token("viewer");
    private final String operator = School.token("operator");

    @BeforeEach
    void nobodyWaitsForAnAnswer() {
        queuedInspections()
                .forEach(job ->
                        API.post(operator, "/api/v1/jobs/" + job.path("id").asString() + "/cancel", ""));
    }

    @Test
    void sourcesAreShownWithTheirDatasetsAndTables() {
        JsonNode school = listed("/api/v1/sources", "name", "school");

        assertThat(school.path("type").asString()).isEqualTo("postgresql");
        assertThat(school.path("online").booleanValue()).isTrue();
        assertThat(school.path("datasets").get(0).path("tables").toString())
                .isEqualTo("[\"public.courses\",\"public.students\"]");
    }

    @Test
    void workersAreShownWithTheirSources() {
        JsonNode worker = listed("/api/v1/workers", "id", "worker-1");

        assertThat(worker.path("sources").toString()).isEqualTo("[\"school\",\"shop\",\"trusting\",\"wary\"]");
    }

    @Test
    void rowCountsAreAnsweredWhenAWorkerCountsInTime() {
        Answer answer = whileWorking(
                () -> API.get(viewer, STATISTICS + "?wait=20s"), job -> School.answer(job, COURSES, STUDENTS));

        answer.hasStatus(200);
        assertThat(answer.json().path("total").longValue()).isEqualTo(42);
        assertThat(answer.json().path("tables").get(1).toString())
                .isEqualTo("{\"name\":\"public.students\",\"rows\":40}");
        assertThat(answer.field("dataset")).isEqualTo("all");
        assertThat(answer.field("countedAt")).endsWith("Z");
        assertThat(API.get(viewer, "/api/v1/jobs/" + answer.field("jobId")).field("kind"))
                .isEqualTo("inspect");
    }

    @Test
    void countsOfValuesAndWarningsAreAnsweredBesideTheRows() {
        TableStatistics counted =
                STUDENTS.counting(Map.of("role", List.of(new ValueCount("guest", 30), new ValueCount(null, 10))));
        JobStatistics statistics =
                JobStatistics.of(List.of(COURSES, counted), 5, List.of(), List.of("Column nope is not counted"));

        Answer answer = whileWorking(
                () -> API.get(viewer, STATISTICS + "?wait=20s"),
                job -> API.jobs().succeed(School.claim(job), statistics, null, null));

        JsonNode tables = answer.hasStatus(200).json().path("tables");
        assertThat(tables.get(0).has("counts")).isFalse();
        assertThat(tables.get(1).path("counts").toString())
                .isEqualTo("{\"role\":[{\"value\":\"guest\",\"rows\":30},{\"value\":null,\"rows\":10}]}");
        assertThat(answer.json().path("total").longValue()).isEqualTo(42);
        assertThat(answer.json().path("warnings").toString()).isEqualTo("[\"Column nope is not counted\"]");
    }

    @Test
    void theJobIsAnsweredWhenCountingTakesLonger() {
        Answer answer =
                API.get(viewer, STATISTICS + "?wait=300ms&dataset=people").hasStatus(202);

        assertThat(answer.header("Location")).isEqualTo("/api/v1/jobs/" + answer.field("id"));
        assertThat(answer.field("dataset")).isEqualTo("people");
    }

    @Test
    void aFailedCountIsAProblemWithItsReason() {
        JobError error = new JobError(ErrorCode.SOURCE_ACCESS_DENIED, "The source 'school' refuses role rowkeep");

        whileWorking(() -> API.get(viewer, STATISTICS), job -> API.jobs().fail(School.claim(job), error))
                .isProblem(502, ErrorCode.SOURCE_ACCESS_DENIED, "refuses role rowkeep");
    }

    @Test
    void unknownNamesAreAnsweredWithTheNamesThatThereAre() {
        API.get(viewer, "/api/v1/sources/scool/statistics").isProblem(404, ErrorCode.SOURCE_NOT_FOUND, "school, shop");
        API.get(viewer, STATISTICS + "?dataset=none").isProblem(404, ErrorCode.DATASET_NOT_FOUND, "all, people");
        API.get(viewer, "/api/v1/sources/Up%20There/statistics")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "1 to 63")
                .aboutField("name");
    }

    @Test
    void aTableThatNobodyAnnouncedIsLookedForBeforeItIsRefused() {
        String body = "{\"source\": \"school\", \"tables\": [\"teachers\"]}";
        TableStatistics teachers = TableStatistics.counted(new TableName("public", "teachers"), 0);

        whileWorking(() -> API.post(operator, "/api/v1/backups", body), job -> School.answer(job, STUDENTS))
                .isProblem(404, ErrorCode.TABLE_NOT_FOUND, "public.teachers", "public.students");
        whileWorking(() -> API.post(operator, "/api/v1/backups", body), job -> School.answer(job, STUDENTS, teachers))
                .hasStatus(202);
    }

    @Test
    void aTableThatNobodyCanLookForInTimeIsLeftToTheWorker() {
        API.post(operator, "/api/v1/backups", "{\"source\": \"school\", \"tables\": [\"teachers\"]}")
                .hasStatus(202);
    }

    /** The one of that name: other tests announce sources and workers to the same API. */
    private JsonNode listed(String path, String field, String name) {
        return API.get(viewer, path)
                .hasStatus(200)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path(field).asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Answer whileWorking(Supplier<Answer> request, Consumer<String> worker) {
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(request);
        JsonNode jobs = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(this::queuedInspections, queued -> !queued.isEmpty());
        worker.accept(jobs.get(0).path("id").asString());
        assertThat(answer).succeedsWithin(20, TimeUnit.SECONDS);
        return answer.join();
    }

    private JsonNode queuedInspections() {
        return API.get(viewer, "/api/v1/jobs?kind=inspect&status=QUEUED&source=school")
                .json()
                .path("items");
    }
}
