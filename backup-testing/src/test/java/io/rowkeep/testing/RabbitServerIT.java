package io.rowkeep.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory.ConfirmType;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

class RabbitServerIT {

    private static final RabbitServer SERVER = RabbitServer.shared();

    private final CachingConnectionFactory connections = new CachingConnectionFactory();
    private final RabbitTemplate template = new RabbitTemplate(connections);

    @BeforeEach
    void connectToAFreshVirtualHost() {
        URI uri = SERVER.virtualHost();
        connections.setUri(uri);
        connections.setPublisherConfirmType(ConfirmType.CORRELATED);
        connections.setPublisherReturns(true);
        template.setMandatory(true);
    }

    @AfterEach
    void disconnect() {
        connections.destroy();
    }

    @Test
    void aQuorumQueueConfirmsAndDelivers() throws Exception {
        new RabbitAdmin(connections)
                .declareQueue(QueueBuilder.durable("jobs").quorum().build());
        CorrelationData sent = new CorrelationData("1");

        template.convertAndSend("", "jobs", "hello", sent);

        assertThat(sent.getFuture().get(20, TimeUnit.SECONDS).ack()).isTrue();
        assertThat(sent.getReturned()).isNull();
        assertThat(template.receiveAndConvert("jobs", 30_000)).isEqualTo("hello");
    }

    @Test
    void anUnroutableMandatoryMessageComesBackAndIsAcked() throws Exception {
        CorrelationData sent = new CorrelationData("1");

        template.convertAndSend("", "nowhere", "hello", sent);

        assertThat(sent.getFuture().get(20, TimeUnit.SECONDS).ack()).isTrue();
        assertThat(sent.getReturned()).isNotNull();
    }

    @Test
    void aConfirmedMessageSurvivesAKillAndAStart() throws Exception {
        new RabbitAdmin(connections).declareQueue(new Queue("jobs", true));
        keepWhatWasDeclared();
        CorrelationData sent = new CorrelationData("1");
        template.convertAndSend("", "jobs", "kept", sent);
        assertThat(sent.getFuture().get(20, TimeUnit.SECONDS).ack()).isTrue();

        SERVER.kill();
        // The client learns of it a moment later; what it sends until then is lost without a word.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThatThrownBy(() -> template.convertAndSend("", "jobs", "lost"))
                        .isInstanceOf(AmqpException.class));
        SERVER.start();

        assertThat(template.receiveAndConvert("jobs", 30_000)).isEqualTo("kept");
    }

    @Test
    void itStopsInGoodOrderAndStartsAgain() {
        SERVER.stop();
        SERVER.start();

        assertThat(SERVER.ctl("list_vhosts")).contains(connections.getVirtualHost());
    }

    /** A kill may take along what was declared in the seconds before it; a stop writes it down. */
    private static void keepWhatWasDeclared() {
        SERVER.stop();
        SERVER.start();
    }
}
