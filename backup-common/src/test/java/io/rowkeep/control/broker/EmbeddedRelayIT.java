package io.rowkeep.control.broker;

import static io.rowkeep.control.ControlFixture.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.broker.EmbeddedBroker;
import io.rowkeep.job.JobId;
import io.rowkeep.job.Lane;
import io.rowkeep.message.MessageTopology;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract on the embedded broker, and what is easiest with a broker that the test can stop. */
class EmbeddedRelayIT extends RelayContract {

    private EmbeddedBroker embedded;

    @Override
    URI emptyBroker() {
        embedded = EmbeddedBroker.startInMemory(0, "rowkeep", "secret");
        return embedded.amqpUri();
    }

    @AfterEach
    void stop() {
        embedded.close();
    }

    @Test
    void whileTheBrokerIsDownMessagesWaitAndThenGoOutToABrokerThatForgotEverything() {
        try (BrokerFixture broker = new BrokerFixture(control, embedded.amqpUri())) {
            broker.topology.declareLanes(SCHOOL);
            broker.relay.start();
            embedded.close();

            JobId id = control.submit().id();
            await().during(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(control.unsentCommands(id)).isEqualTo(1));
            embedded = EmbeddedBroker.startInMemory(embedded.port(), "rowkeep", "secret");

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(control.unsentCommands(id)).isZero());
            assertThat(broker.receive(MessageTopology.jobQueue(SCHOOL, Lane.EXPORT)))
                    .isNotNull();
        }
    }
}
