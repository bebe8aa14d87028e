package io.rowkeep.client.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.client.JobEvent;
import io.rowkeep.client.JobListener;
import io.rowkeep.testing.RabbitServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Events over AMQP: good ones, repeated ones, ones that cannot be read, and listeners that fail. */
class AmqpEventsIT {

    private final URI broker = RabbitServer.shared().virtualHost();

    /** Fails as often as it is told to. */
    private static final class Moody implements JobListener {

        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final List<String> failures;

        private Moody(String... failures) {
            this.failures = new CopyOnWriteArrayList<>(failures);
        }

        @Override
        public void completed(JobEvent event) {
            heard.add(event.id());
            if (failures.remove(event.id())) {
                throw new IllegalStateException("a listener's own trouble");
            }
        }
    }

    @Test
    void eachEventComesOnceAndWhatCannotBeReadIsNotDeliveredAgain() {
        Moody calm = new Moody();
        Moody moody = new Moody("e-1", "e-2", "e-2", "e-2");
        application("app.events")
                .withBean("calm", JobListener.class, () -> calm)
                .withBean("moody", JobListener.class, () -> moody)
                .run(context -> {
                    RabbitTemplate template = context.getBean(RabbitTemplate.class);
                    awaitQueue(context.getBean(AmqpAdmin.class), "app.events");

                    send(template, "no event at all");
                    send(template, event("e-1"));
                    send(template, event("e-1"));
                    send(template, event("e-2"));
                    send(template, event("e-3"));
                    template.convertAndSend("rowkeep.events", "backup.started.school.people", event("e-4"));

                    await().atMost(Duration.ofSeconds(20))
                            .untilAsserted(() -> assertThat(moody.heard)
                                    .containsExactlyInAnyOrder("e-1", "e-1", "e-2", "e-2", "e-3"));
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> count(context.getBean(AmqpAdmin.class), "app.events") == 0);
                });

        assertThat(calm.heard).containsExactlyInAnyOrder("e-1", "e-2", "e-3");
        assertThat(moody.heard).hasSize(5);
    }

    private ApplicationContextRunner application(String queue) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        RabbitAutoConfiguration.class,
                        AmqpEventsAutoConfiguration.class,
                        RowkeepAutoConfiguration.class))
                .withPropertyValues("rowkeep.client.events.queue=" + queue, "spring.rabbitmq.addresses=" + broker);
    }

    private static void awaitQueue(AmqpAdmin admin, String queue) {
        await().atMost(Duration.ofSeconds(20)).until(() -> admin.getQueueInfo(queue) != null);
    }

    private static long count(AmqpAdmin admin, String queue) {
        QueueInformation information = admin.getQueueInfo(queue);
        return information == null ? -1 : information.getMessageCount();
    }

    private static void send(RabbitTemplate template, String body) {
        template.convertAndSend(
                "rowkeep.events", "backup.completed.school.people", body.getBytes(StandardCharsets.UTF_8));
    }

    private static String event(String id) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/rowkeep/school", "type": "io.rowkeep.backup.completed.v1",
                 "subject": "j-1", "time": "2026-11-21T10:15:30Z", "datacontenttype": "application/json", "sequence": 2,
                 "data": {"jobId": "j-1", "kind": "backup", "source": "school", "dataset": "people", "attempt": 1,
                 "requestedBy": "app", "dryRun": false}}
                """.formatted(id);
    }
}
