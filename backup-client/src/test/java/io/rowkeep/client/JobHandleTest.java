package io.rowkeep.client;

import static io.rowkeep.client.FakeApi.job;
import static io.rowkeep.client.FakeApi.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting for jobs. */
class JobHandleTest {

    private static final String FAILED =
            job("FAILED", ", \"error\": {\"code\": \"LOCK_NOT_AVAILABLE\", \"message\": \"Somebody holds it\"}");

    private final FakeApi api = new FakeApi();
    private final Rowkeep rowkeep = api.builder().build();

    @AfterEach
    void close() {
        rowkeep.close();
        api.close();
    }

    @Test
    void itIsAskedAgainUntilTheJobHasEnded() {
        api.then(json(202, job("QUEUED", "")), json(200, job("RUNNING", "")), json(200, job("SUCCEEDED", """
                , "statistics": {"rows": 7, "tables": [{"name": "public.users", "rows": 7, "changes": {"deleted": 3},
                  "kept": {"byRule": 1, "added": 0, "referred": 2, "skipped": 9},
                  "counts": {"role": [{"value": "guest", "rows": 6}, {"value": null, "rows": 1}]}}]}""")));

        Job ended = rowkeep.backup("school", "people").start().awaitSuccess(Duration.ofMinutes(1));

        assertThat(ended.succeeded()).isTrue();
        assertThat(ended.requireBackupId()).isEqualTo("b-1");
        assertThat(ended.statistics().rows()).isEqualTo(7);
        assertThat(ended.statistics().deleted()).isEqualTo(3);
        assertThat(ended.statistics().kept()).isEqualTo(3);
        assertThat(ended.statistics().table("public.users").orElseThrow().kept().skipped())
                .isEqualTo(9);
        assertThat(ended.statistics().table("public.users").orElseThrow().counts())
                .isEqualTo(Map.of("role", List.of(new ValueCount("guest", 6), new ValueCount(null, 1))));
        assertThat(ended.statistics().warnings()).isEmpty();
        assertThat(api.received().get(2).uri()).isEqualTo("/api/v1/jobs/j-1?wait=20000ms");
    }

    @Test
    void aFailedJobIsAValueOrAnExceptionWithItsCode() {
        api.then(json(200, FAILED), json(200, FAILED));

        Job failed = rowkeep.job("j-1").await(Duration.ofSeconds(5));

        assertThat(failed.error()).isEqualTo(new JobError("LOCK_NOT_AVAILABLE", "Somebody holds it"));
        assertThat(failed.statistics()).isEqualTo(JobStatistics.NONE);
        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> rowkeep.job("j-1").awaitSuccess(Duration.ofSeconds(5)))
                .withMessageContaining("Somebody holds it")
                .satisfies(e -> assertThat(e.code()).isEqualTo("LOCK_NOT_AVAILABLE"));
    }

    @Test
    void aCancelledJobIsNoSuccess() {
        api.then(json(202, job("CANCELLED", "")));

        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> rowkeep.cancel("j-1").awaitSuccess(Duration.ofSeconds(5)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(JobFailedException.CANCELLED));
        assertThat(api.only().uri()).isEqualTo("/api/v1/jobs/j-1/cancel");
    }

    @Test
    void waitingEndsWhenTheTimeIsOverAndTheJobGoesOn() {
        api.then(json(200, job("QUEUED", "")));
        JobHandle handle = rowkeep.job("j-1");

        assertThatExceptionOfType(JobTimeoutException.class)
                .isThrownBy(() -> handle.await(Duration.ZERO))
                .satisfies(e -> assertThat(e.job().status()).isEqualTo(JobStatus.QUEUED));
    }

    @Test
    void anApiThatIsAwayForAWhileIsWaitedOut() {
        api.then(json(200, job("RUNNING", "")), FakeApi.gone(), json(503, "{}"), json(200, job("SUCCEEDED", "")));

        assertThat(rowkeep.job("j-1").await(Duration.ofMinutes(1)).succeeded()).isTrue();
    }

    @Test
    void aStatusOfTheFutureIsNotAnEnd() {
        api.then(json(200, job("PAUSED", "")), json(200, job("SUCCEEDED", "")));

        assertThat(rowkeep.job("j-1").await(Duration.ofMinutes(1)).succeeded()).isTrue();
    }
}
