package io.rowkeep.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.control.AnnouncedSource;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.Lane;
import io.rowkeep.message.JobCommand;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.message.MessageTopology;
import io.rowkeep.testing.RabbitServer;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.intake.FakeRunner;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class WorkerIT {

    private static final Duration PATIENCE = WorkersFixture.PATIENCE;
    private static final String QUEUE = MessageTopology.jobQueue(WorkersFixture.SCHOOL, Lane.INSPECT);

    private final WorkersFixture fixture =
            new WorkersFixture(RabbitServer.shared().virtualHost());
    private final TestRunners.Work work = new TestRunners.Work();
    private final CountDownLatch begun = new CountDownLatch(1);

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void aJobIsTakenDoneAndItsCommandAcknowledged() {
        fixture.worker(work);

        Job job = fixture.awaitStatus(fixture.submit(), JobStatus.SUCCEEDED);

        assertThat(job.attempt()).isEqualTo(1);
        assertThat(fixture.broker().receive(QUEUE, 100)).isNull();
    }

    @Test
    void commandsThatAreRepeatedForgedOrOfAnUnknownJobDoNothing() {
        AtomicInteger runs = new AtomicInteger();
        work.inspect().work = attempt -> {
            runs.incrementAndGet();
            return FakeRunner.DONE;
        };
        fixture.worker(work);
        JobId id = fixture.submit();
        Job job = fixture.awaitStatus(id, JobStatus.SUCCEEDED);

        send(new JobCommand(id, job.kind(), job.source(), job.dataset()));
        send(new JobCommand(new JobId(UUID.randomUUID()), job.kind(), job.source(), job.dataset()));
        fixture.awaitStatus(fixture.submit(), JobStatus.SUCCEEDED);

        assertThat(runs).hasValue(2);
        assertThat(fixture.job(id).attempt()).isEqualTo(1);
    }

    @Test
    void whatNobodyUnderstandsGoesToTheDeadLettersWithItsReason() {
        fixture.worker(work);
        fixture.awaitStatus(fixture.submit(), JobStatus.SUCCEEDED);

        for (String poison : List.of("{", "null", "{}", "{\"jobId\": 7}")) {
            fixture.broker()
                    .send(
                            MessageTopology.COMMANDS,
                            QUEUE,
                            MessageBuilder.withBody(poison.getBytes()).build());
            Message dead = await().atMost(PATIENCE)
                    .until(
                            () -> fixture.broker().receive(MessageTopology.DEAD_LETTER_QUEUE, 100),
                            found -> found != null);

            assertThat(new String(dead.getBody())).isEqualTo(poison);
            assertThat(dead.getMessageProperties().getHeaders())
                    .containsEntry("x-rowkeep-queue", QUEUE)
                    .hasEntrySatisfying(
                            "x-rowkeep-reason",
                            reason -> assertThat(reason.toString()).contains("JobCommand"));
        }
    }

    @Test
    void aLostWakeUpIsFound() {
        fixture.worker(work);
        fixture.awaitStatus(fixture.submit(), JobStatus.SUCCEEDED);
        JobId id = fixture.submit();
        fixture.awaitStatus(id, JobStatus.SUCCEEDED);

        // As if its only command had been lost a while ago.
        fixture.sql().sql("""
                update rowkeep.job set status = 'QUEUED', finished_at = null, owner = null, phase = null,
                       not_before = clock_timestamp() - interval '1 hour',
                       announced_at = clock_timestamp() - interval '1 hour'
                 where id = :id
                """).param("id", id.value()).update();

        await().atMost(PATIENCE).until(() -> fixture.job(id).attempt() == 2);
        fixture.awaitStatus(id, JobStatus.SUCCEEDED);
    }

    @Test
    void aCancellationActsWithAndWithoutItsNotice() throws InterruptedException {
        work.inspect().work = this::untilStopped;
        fixture.worker(work);

        for (boolean noticed : List.of(true, false)) {
            JobId id = fixture.submit();
            fixture.awaitStatus(id, JobStatus.RUNNING);
            if (noticed) {
                fixture.cancelWithNotice(id);
            } else {
                fixture.cancel(id);
            }
            fixture.awaitStatus(id, JobStatus.CANCELLED);
        }
        assertThat(work.inspect().closings).containsExactly(new Outcome.Cancelled(), new Outcome.Cancelled());
    }

    @Test
    void aTransientFailureIsTriedAgainAndAnExhaustedJobIsOnlyClosed() {
        AtomicInteger runs = new AtomicInteger();
        work.inspect().work = attempt -> {
            runs.incrementAndGet();
            throw new BackupException(ErrorCode.SOURCE_UNAVAILABLE, "Source school is down");
        };
        fixture.worker(work);

        Job job = fixture.awaitStatus(fixture.submit(), JobStatus.FAILED);

        assertThat(runs).hasValue(3);
        assertThat(job.error()).isNotNull();
        assertThat(job.error().code()).isEqualTo(ErrorCode.ATTEMPTS_EXHAUSTED);
        assertThat(job.error().message()).contains("SOURCE_UNAVAILABLE: Source school is down");
        assertThat(work.inspect().closings).hasSize(1);
    }

    @Test
    void aWorkerThatLostItsLeaseCannotEndTheJobThatAnotherTook() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        work.inspect().work = attempt -> {
            begun.countDown();
            awaitLatch(goOn);
            over.countDown();
            throw new BackupException(ErrorCode.SOURCE_ACCESS_DENIED, "Too late");
        };
        fixture.worker(work);
        JobId id = fixture.submit();
        awaitLatch(begun);
        TestRunners.Work second = new TestRunners.Work();
        fixture.worker(second);

        // As if the first worker had been frozen: its lease is over, and the reaper finds it before it wakes.
        fixture.sql()
                .sql("update rowkeep.job set lease_until = clock_timestamp() - interval '1 hour', owner = 'frozen'"
                        + " where id = :id")
                .param("id", id.value())
                .update();
        Job job = fixture.awaitStatus(id, JobStatus.SUCCEEDED);
        goOn.countDown();
        awaitLatch(over);

        assertThat(job.attempt()).isEqualTo(2);
        await().during(Duration.ofMillis(500)).until(() -> fixture.job(id).status() == JobStatus.SUCCEEDED);
    }

    @Test
    void aWorkerThatStopsHandsItsJobBackAtOnceAndLeaves() {
        work.inspect().work = this::untilStopped;
        ConfigurableApplicationContext first = fixture.worker(work);
        JobId id = fixture.submit();
        awaitLatch(begun);
        fixture.worker(new TestRunners.Work());

        first.close();
        // The lease is longer than our patience.
        Job job = fixture.awaitStatus(id, JobStatus.SUCCEEDED);

        assertThat(job.attempt()).isEqualTo(2);
        await().atMost(PATIENCE)
                .until(() -> fixture.registry().workers(null).stream()
                                .filter(w -> w.online())
                                .count()
                        == 1);
    }

    @Test
    void aFullLaneLeavesCommandsToOtherWorkers() {
        work.inspect().work = this::untilStopped;
        fixture.worker(work);
        JobId held = fixture.submit();
        awaitLatch(begun);
        fixture.worker(new TestRunners.Work());

        for (int job = 0; job < 5; job++) {
            fixture.awaitStatus(fixture.submit(), JobStatus.SUCCEEDED);
        }

        assertThat(fixture.job(held).status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void aLaneThatWasFullTakesCommandsAgain() {
        CountDownLatch goOn = new CountDownLatch(1);
        work.inspect().work = attempt -> {
            begun.countDown();
            awaitLatch(goOn);
            return FakeRunner.DONE;
        };
        fixture.worker(work);
        List<JobId> ids = List.of(fixture.submit(), fixture.submit(), fixture.submit());
        awaitLatch(begun);

        goOn.countDown();

        ids.forEach(id -> fixture.awaitStatus(id, JobStatus.SUCCEEDED));
    }

    @Test
    void theWorkerAndItsSourceAreAnnounced() {
        fixture.table("students");
        fixture.worker(work);

        AnnouncedSource source = await().atMost(PATIENCE)
                .until(
                        () -> fixture.registry().source(WorkersFixture.SCHOOL).orElse(null),
                        // A worker that is slow to look announces itself before it knows its tables.
                        found -> found != null && found.trouble() == null);

        assertThat(source.online()).isTrue();
        assertThat(source.datasets())
                .singleElement()
                .satisfies(all ->
                        assertThat(all.tables()).extracting(Object::toString).containsExactly("public.students"));
    }

    private Outcome untilStopped(Attempt attempt) {
        begun.countDown();
        CountDownLatch stopped = new CountDownLatch(1);
        Attempt.Registration registration = attempt.onStop(stopped::countDown);
        awaitLatch(stopped);
        registration.close();
        throw new BackupException(ErrorCode.SOURCE_UNAVAILABLE, "The session was ended");
    }

    private void send(JobCommand command) {
        Message message = MessageBuilder.withBody(MessageMapper.JSON.writeValueAsBytes(command))
                .build();
        fixture.broker().send(MessageTopology.COMMANDS, QUEUE, message);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
