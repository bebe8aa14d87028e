package io.rowkeep.control.broker;

import static io.rowkeep.control.ControlFixture.SCHOOL;
import static io.rowkeep.control.ControlFixture.STATISTICS;
import static io.rowkeep.control.ControlFixture.WORKER_A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.control.Caller;
import io.rowkeep.control.Claim;
import io.rowkeep.control.ControlFixture;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.Lane;
import io.rowkeep.job.Requester;
import io.rowkeep.message.CancelNotice;
import io.rowkeep.message.JobCommand;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.message.MessageTopology;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageDeliveryMode;
import tools.jackson.databind.JsonNode;

/** What must hold on every broker. */
abstract class RelayContract {

    private static final String QUEUE = MessageTopology.jobQueue(SCHOOL, Lane.EXPORT);

    final ControlFixture control = new ControlFixture();
    private BrokerFixture broker;

    /** A virtual host without anything in it. */
    abstract URI emptyBroker();

    @BeforeEach
    void connect() {
        broker = new BrokerFixture(control, emptyBroker());
    }

    @AfterEach
    void disconnect() {
        broker.close();
    }

    @Test
    void aCommandReachesItsQueueAndCountsAsSentOnce() {
        broker.topology.declareLanes(SCHOOL);
        broker.relay.start();
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        Caller traced = new Caller(UUID.randomUUID(), new Requester("tests"), trace);

        Job job = control.intake().submit(control.backup(), traced, null).job();

        Message message = broker.receive(QUEUE);
        assertThat(MessageMapper.read(message.getBody(), JobCommand.class))
                .isEqualTo(new JobCommand(job.id(), job.kind(), job.source(), job.dataset()));
        assertThat(message.getMessageProperties().getContentType()).isEqualTo("application/json");
        assertThat(message.getMessageProperties().getReceivedDeliveryMode()).isEqualTo(MessageDeliveryMode.PERSISTENT);
        assertThat(message.getMessageProperties().<String>getHeader("traceparent"))
                .isEqualTo(trace);
        await().untilAsserted(() -> assertThat(control.unsentCommands(job.id())).isZero());
    }

    @Test
    void anUnroutableCommandStaysUntilAWorkerDeclaresItsQueue() {
        broker.relay.start();
        JobId id = control.submit().id();
        await().untilAsserted(() -> assertThat(control.lastError(id)).isNotNull());
        assertThat(control.unsentCommands(id)).isEqualTo(1);

        broker.topology.declareLanes(SCHOOL);

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(control.unsentCommands(id)).isZero());
        assertThat(broker.receive(QUEUE).getMessageProperties().getMessageId()).isNotNull();
    }

    @Test
    void theEventsOfAJobComeInTheirOrderAlsoFromSeveralRelays() {
        String events = broker.listen(MessageTopology.EVENTS, "backup.#");
        List<JobId> jobs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            JobId id = control.submit().id();
            for (int attempt = 0; attempt < 3; attempt++) {
                control.jobs().handBack(control.claim(id, WORKER_A));
            }
            control.jobs().succeed(control.claim(id, WORKER_A), STATISTICS, null, null);
            jobs.add(id);
        }

        try (BrokerFixture other = broker.secondProcess()) {
            broker.relay.start();
            other.relay.start();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(control.unsentEvents()).isZero());
        }

        List<JsonNode> received = new ArrayList<>();
        for (int i = 0; i < 20 * 5; i++) {
            received.add(MessageMapper.JSON.readTree(broker.receive(events).getBody()));
        }
        for (JobId id : jobs) {
            assertThat(received.stream()
                            .filter(event -> event.get("subject").asString().equals(id.toString()))
                            .map(event -> event.get("sequence").asInt()))
                    .containsExactly(1, 2, 3, 4, 5);
        }
    }

    @Test
    void progressAndCancellationsAreSentWithoutTheOutbox() {
        String events = broker.listen(MessageTopology.EVENTS, "backup.progressed.school.people");
        String notices = broker.listen(MessageTopology.CONTROL, "");
        Claim claim = control.claim(control.submit().id(), WORKER_A);

        broker.broadcast.progressed(claim, new JobProgress(3, 30, new JobProgress.TableCount(1, 2), List.of()));
        broker.broadcast.cancelRequested(claim.jobId());

        JsonNode event = MessageMapper.JSON.readTree(broker.receive(events).getBody());
        assertThat(event.get("sequence").asInt()).isEqualTo(1);
        assertThat(event.at("/data/progress/rows").asInt()).isEqualTo(3);
        assertThat(MessageMapper.read(broker.receive(notices).getBody(), CancelNotice.class))
                .isEqualTo(new CancelNotice(claim.jobId()));
    }
}
