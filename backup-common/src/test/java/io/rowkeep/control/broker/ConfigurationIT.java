package io.rowkeep.control.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.broker.EmbeddedBroker;
import io.rowkeep.control.BackupCatalogue;
import io.rowkeep.control.Caller;
import io.rowkeep.control.ControlConfiguration;
import io.rowkeep.control.ControlFixture;
import io.rowkeep.control.JobIntake;
import io.rowkeep.control.JobList;
import io.rowkeep.control.JobStore;
import io.rowkeep.control.Reaper;
import io.rowkeep.control.TokenStore;
import io.rowkeep.control.WorkerRegistry;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.Job;
import io.rowkeep.job.Lane;
import io.rowkeep.job.Requester;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.message.MessageTopology;
import io.rowkeep.settings.AmqpSettings;
import io.rowkeep.settings.AmqpSettings.QueueType;
import io.rowkeep.settings.CommonSettings;
import io.rowkeep.settings.ControlSettings;
import io.rowkeep.settings.S3Settings;
import io.rowkeep.settings.S3Settings.Checksums;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class ConfigurationIT {

    private final TimeOrderedIds ids = new TimeOrderedIds(Clock.systemUTC());

    @Test
    void anApplicationHasEverythingAndAJobGoesOut() {
        try (EmbeddedBroker broker = EmbeddedBroker.startInMemory(0, "rowkeep", "secret");
                AnnotationConfigApplicationContext context = start(broker.amqpUri())) {
            context.getBean(Topology.class).declareLanes(ControlFixture.SCHOOL);

            submit(context);

            RabbitTemplate consumer = new RabbitTemplate(context.getBean(ConnectionFactory.class));
            assertThat(consumer.receive(MessageTopology.jobQueue(ControlFixture.SCHOOL, Lane.EXPORT), 10_000))
                    .isNotNull();
            for (Class<?> store : List.of(
                    JobStore.class,
                    JobList.class,
                    BackupCatalogue.class,
                    WorkerRegistry.class,
                    TokenStore.class,
                    Reaper.class,
                    OutboxRelay.class,
                    Broadcast.class)) {
                assertThat(context.getBean(store)).isNotNull();
            }
        }
    }

    @Test
    void withoutABrokerAnApplicationStartsAndTakesJobs() {
        try (AnnotationConfigApplicationContext context = start(URI.create("amqp://rowkeep:secret@127.0.0.1:1"))) {
            Job job = submit(context);

            await().during(Duration.ofMillis(500))
                    .untilAsserted(
                            () -> assertThat(context.getBean(JobStore.class).find(job.id()))
                                    .contains(job));
        }
    }

    private Job submit(AnnotationConfigApplicationContext context) {
        BackupSpec spec = new BackupSpec(
                ControlFixture.SCHOOL,
                ControlFixture.PEOPLE,
                new BackupId(ids.next()),
                List.of(),
                BackupFormat.JSON,
                null);
        Caller caller = new Caller(UUID.randomUUID(), new Requester("tests"));
        return context.getBean(JobIntake.class).submit(spec, caller, null).job();
    }

    private AnnotationConfigApplicationContext start(URI broker) {
        TestDatabase database = PostgresServer.shared().database();
        CommonSettings settings = new CommonSettings(
                new ControlSettings(database.url(), database.username(), database.password()),
                new AmqpSettings(broker, QueueType.AUTO),
                new S3Settings(null, "r", "b", "", "a", "s", false, true, Checksums.WHEN_SUPPORTED),
                ControlFixture.SETTINGS);
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(CommonSettings.class, () -> settings);
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(TimeOrderedIds.class, () -> ids);
        context.register(ControlConfiguration.class, BrokerConfiguration.class);
        context.refresh();
        return context;
    }
}
