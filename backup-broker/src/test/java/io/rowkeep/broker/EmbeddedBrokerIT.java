package io.rowkeep.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory.ConfirmType;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class EmbeddedBrokerIT {

    @TempDir
    Path folder;

    @Test
    void aMessageIsConfirmedAndReceived() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.startInMemory(0, "rowkeep", "secret")) {
            CachingConnectionFactory connections = connect(broker.amqpUri().toString());
            new RabbitAdmin(connections).declareQueue(new Queue("jobs", true));
            RabbitTemplate template = new RabbitTemplate(connections);
            CorrelationData sent = new CorrelationData("1");

            template.convertAndSend("", "jobs", "hello", sent);

            assertThat(sent.getFuture().get(30, TimeUnit.SECONDS).ack()).isTrue();
            assertThat(template.receiveAndConvert("jobs", 30_000)).isEqualTo("hello");
            connections.destroy();
        }
    }

    @Test
    void aDurableQueueSurvivesARestartOnTheSameFolder() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.startOnDisk(folder.resolve("broker"), 0, "rowkeep", "secret")) {
            CachingConnectionFactory connections = connect(broker.amqpUri().toString());
            new RabbitAdmin(connections).declareQueue(new Queue("jobs", true));
            CorrelationData sent = new CorrelationData("1");
            new RabbitTemplate(connections).convertAndSend("", "jobs", "kept", sent);
            assertThat(sent.getFuture().get(30, TimeUnit.SECONDS).ack()).isTrue();
            connections.destroy();
        }

        try (EmbeddedBroker broker = EmbeddedBroker.startOnDisk(folder.resolve("broker"), 0, "rowkeep", "o:th@r %")) {
            CachingConnectionFactory connections = connect(broker.amqpUri().toString());
            assertThat(new RabbitTemplate(connections).receiveAndConvert("jobs", 30_000))
                    .isEqualTo("kept");
            connections.destroy();
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (EmbeddedBroker broker = EmbeddedBroker.startInMemory(0, "rowkeep", "secret")) {
            CachingConnectionFactory connections = connect("amqp://rowkeep:wrong@127.0.0.1:" + broker.port());

            assertThatThrownBy(connections::createConnection).isInstanceOf(AmqpException.class);
            connections.destroy();
        }
    }

    @Test
    void aTakenPortIsRefusedInOneSentence() {
        try (EmbeddedBroker first = EmbeddedBroker.startInMemory(0, "rowkeep", "secret")) {
            assertThatThrownBy(() -> EmbeddedBroker.startInMemory(first.port(), "rowkeep", "secret"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot start on port " + first.port());
        }
    }

    @Test
    void neitherTheConsoleNorTheWorkingFolderSeesMuchOfIt(CapturedOutput output) {
        EmbeddedBroker.startOnDisk(folder.resolve("broker"), 0, "rowkeep", "secret")
                .close();

        assertThat(output.getOut()).doesNotContain("BRK-").doesNotContain("INFO");
        assertThat(Path.of("work")).doesNotExist();
        assertThat(Path.of("derby.log")).doesNotExist();
        assertThat(Files.exists(folder.resolve("broker"))).isTrue();
    }

    private static CachingConnectionFactory connect(String uri) {
        CachingConnectionFactory connections = new CachingConnectionFactory();
        connections.setUri(uri);
        connections.setPublisherConfirmType(ConfirmType.CORRELATED);
        return connections;
    }
}
