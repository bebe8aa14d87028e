package io.rowkeep.control.broker;

import static io.rowkeep.control.ControlFixture.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.job.Lane;
import io.rowkeep.message.MessageTopology;
import io.rowkeep.testing.RabbitServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;

/** The contract on RabbitMQ, and what only RabbitMQ does. */
class RabbitRelayIT extends RelayContract {

    @Override
    URI emptyBroker() {
        return RabbitServer.shared().virtualHost();
    }

    @Test
    void queuesAreQuorumQueuesWhoseRefusedMessagesAreKept() {
        URI uri = emptyBroker();
        try (BrokerFixture broker = new BrokerFixture(control, uri)) {
            broker.topology.declareLanes(SCHOOL);
            String queue = MessageTopology.jobQueue(SCHOOL, Lane.CHANGE);
            broker.consumer.send(
                    MessageTopology.COMMANDS, queue, new Message("nonsense".getBytes(StandardCharsets.UTF_8)));

            await().until(() -> broker.consumer.execute(channel -> {
                var got = channel.basicGet(queue, false);
                if (got == null) {
                    return false;
                }
                channel.basicReject(got.getEnvelope().getDeliveryTag(), false);
                return true;
            }));

            assertThat(new String(
                            broker.receive(MessageTopology.DEAD_LETTER_QUEUE).getBody(), StandardCharsets.UTF_8))
                    .isEqualTo("nonsense");
        }
        assertThat(RabbitServer.shared()
                        .ctl("list_queues", "-q", "-p", uri.getPath().substring(1), "name", "type"))
                .contains("rowkeep.jobs.school.export\tquorum")
                .doesNotContain("classic");
    }
}
