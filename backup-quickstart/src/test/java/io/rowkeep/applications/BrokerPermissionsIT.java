package io.rowkeep.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.rowkeep.client.JobEvent;
import io.rowkeep.client.JobListener;
import io.rowkeep.client.spring.AmqpEventsAutoConfiguration;
import io.rowkeep.client.spring.RowkeepAutoConfiguration;
import io.rowkeep.flow.OneJvm;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** With the documented users of RabbitMQ, API and worker do their work, and an application hears of its own source alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerPermissionsIT {

    private static final String EVENTS = "rowkeep.events";

    private BrokerUsers users;
    private OneJvm rowkeep;
    private Connection application;

    /** Remembers what it hears. */
    private static final class Hearer implements JobListener {

        private final List<JobEvent> heard = new CopyOnWriteArrayList<>();

        @Override
        public void completed(JobEvent event) {
            heard.add(event);
        }
    }

    @BeforeAll
    void start() throws Exception {
        users = BrokerUsers.make();
        rowkeep = OneJvm.start(
                users.as("rowkeep-api"),
                users.as("rowkeep-worker"),
                Map.of(
                        "school", Application.database("school").owner(),
                        "guests", Application.database("guests").owner()),
                List.of());
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        rowkeep.api().get("/api/v1/sources").body().get("items").size() == 2);
        application = connect(users.as("school-app"));
        try (Connection another = connect(users.guest());
                Channel channel = another.createChannel()) {
            channel.queueDeclare("guests-app.backups", true, false, false, Map.of());
        }
    }

    @AfterAll
    void stop() {
        if (application != null) {
            application.abort(5_000);
        }
        if (rowkeep != null) {
            rowkeep.close();
        }
    }

    @Test
    void theClientHearsOfItsOwnSourceAlone() {
        Hearer hearer = new Hearer();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        RabbitAutoConfiguration.class,
                        AmqpEventsAutoConfiguration.class,
                        RowkeepAutoConfiguration.class))
                .withPropertyValues(
                        "rowkeep.client.events.queue=school-app.backups",
                        "rowkeep.client.events.routing-keys=*.completed.school.#,*.failed.school.#,*.cancelled.school.#",
                        "rowkeep.client.events.declare-exchange=false",
                        "spring.rabbitmq.addresses=" + users.as("school-app"))
                .withBean(JobListener.class, () -> hearer)
                .run(context -> {
                    AmqpAdmin admin = context.getBean(AmqpAdmin.class);
                    await().atMost(Duration.ofSeconds(20)).until(() -> {
                        var queue = admin.getQueueInfo("school-app.backups");
                        return queue != null && queue.getConsumerCount() == 1;
                    });

                    rowkeep.api().backUp("guests", "json");
                    String job =
                            rowkeep.api().backUp("school", "json").get("id").stringValue();

                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> hearer.heard.stream()
                                    .anyMatch(event -> event.jobId().equals(job)));
                });

        assertThat(hearer.heard).extracting(JobEvent::source).containsOnly("school");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.*.school.#", "*.*.school.*", "*.completed.school.#", "backup.completed.school.people"})
    void itsOwnKeysAreBound(String key) {
        assertThatCode(() -> bind(application, key)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "*.*.guests.#",
                "*.*.*.#",
                "*.*.#",
                "#.school.#",
                "#.school",
                "#.*.school.#",
                "*.#.school.#",
                "#.#.school.#",
                "*.*.guests.school",
                "*.*.*.school",
                "*.*.school",
                "*.*.school-annex.#",
                "*.*.school.#.school",
                "*.*.guests.#\n*.*.school.#",
                "backup.completed.guests.people",
                ""
            })
    void noOtherKeyIsBound(String key) throws Exception {
        assertRefused(channel -> channel.queueBind(Attempt.own(channel), EVENTS, key));
    }

    @ParameterizedTest
    @EnumSource
    void nothingElseIsItsToDo(Attempt attempt) throws Exception {
        assertRefused(attempt::make);
    }

    @Test
    void withoutTopicPermissionsItWouldHearEverything() throws Exception {
        try (Connection careless = connect(users.withoutTopicPermissions("careless"));
                Channel channel = careless.createChannel()) {
            String queue = channel.queueDeclare("careless.all", false, true, true, Map.of())
                    .getQueue();

            assertThatCode(() -> channel.queueBind(queue, EVENTS, "#")).doesNotThrowAnyException();
        }
    }

    private static void bind(Connection connection, String key) throws IOException, TimeoutException {
        try (Channel channel = connection.createChannel()) {
            channel.queueBind(Attempt.own(channel), EVENTS, key);
        }
    }

    private void assertRefused(Attempt.Deed deed) throws Exception {
        Channel channel = application.createChannel();
        channel.confirmSelect();
        try {
            deed.by(channel);
            channel.waitForConfirms(10_000);
        } catch (IOException | ShutdownSignalException e) {
            // The channel knows why.
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> !channel.isOpen());
        assertThat(channel.getCloseReason().getMessage()).contains("reply-code=403", "ACCESS_REFUSED");
    }

    private static Connection connect(URI broker) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(broker);
        return factory.newConnection("an application");
    }
}
