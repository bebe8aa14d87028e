package io.rowkeep.client.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.client.JobListener;
import io.rowkeep.client.Rowkeep;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Which beans an application gets for which settings and class path. */
class RowkeepAutoConfigurationTest {

    private static final String[] REACHABLE = {
        "rowkeep.client.url=http://127.0.0.1:1", "rowkeep.client.token=very-secret"
    };

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    RabbitAutoConfiguration.class, AmqpEventsAutoConfiguration.class, RowkeepAutoConfiguration.class));

    @Test
    void anApplicationThatDoesNotUseItNeedsNoSettings() {
        application.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HttpEvents.class));
    }

    @Test
    void whoWantsTheClientWithoutSettingsReadsOneSentence() {
        application
                .withBean(Wanting.class)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(RowkeepNotConfigured.class)
                        .hasMessageStartingWith("The setting 'rowkeep.client.url' is missing"));
        application
                .withPropertyValues("rowkeep.client.url=http://127.0.0.1:1")
                .withBean(Wanting.class)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageStartingWith("The setting 'rowkeep.client.token' is missing"));
    }

    @Test
    void theFailureIsExplainedWithoutAStackTrace() {
        RowkeepNotConfigured failure = new RowkeepNotConfigured("rowkeep.client.url", "https://x");

        var analysis = new RowkeepNotConfiguredAnalyzer().analyze(new BeanCreationException("x", failure));

        assertThat(analysis.getAction()).contains("ROWKEEP_CLIENT_TOKEN");
    }

    @Test
    void theClientIsABeanAndTheTokenIsNotPrinted() {
        application.withPropertyValues(REACHABLE).withBean(Wanting.class).run(context -> {
            assertThat(context).hasSingleBean(Rowkeep.class);
            assertThat(context.getBean(RowkeepProperties.class).toString() + context.getBean(Rowkeep.class))
                    .doesNotContain("very-secret");
        });
    }

    @Test
    void aClientOfTheApplicationsOwnIsLeftAlone() {
        Rowkeep own = Rowkeep.connect(URI.create("http://own"), "t");

        application
                .withBean("own", Rowkeep.class, () -> own)
                .run(context -> assertThat(context.getBean(Rowkeep.class)).isSameAs(own));
    }

    @Test
    void allSettings() {
        application
                .withPropertyValues(REACHABLE)
                .withPropertyValues(
                        "rowkeep.client.connect-timeout=1s",
                        "rowkeep.client.answer-timeout=2s",
                        "rowkeep.client.silence=3s",
                        "rowkeep.client.attempts=5",
                        "rowkeep.client.events.queue=q",
                        "rowkeep.client.events.queue-type=quorum",
                        "rowkeep.client.events.routing-keys=a,b",
                        "rowkeep.client.events.declare=false",
                        "rowkeep.client.events.declare-exchange=false")
                .run(context -> {
                    RowkeepProperties properties = context.getBean(RowkeepProperties.class);
                    assertThat(properties.silence()).isEqualTo(Duration.ofSeconds(3));
                    assertThat(properties.attempts()).isEqualTo(5);
                    assertThat(properties.events().queueType()).isEqualTo("quorum");
                    assertThat(properties.events().routingKeys()).containsExactly("a", "b");
                    assertThat(properties.events().declare()).isFalse();
                    assertThat(properties.events().declareExchange()).isFalse();
                });
    }

    @Test
    void allDefaults() {
        application.run(context -> {
            RowkeepProperties properties = context.getBean(RowkeepProperties.class);
            assertThat(properties.url()).isNull();
            assertThat(properties.answerTimeout()).isEqualTo(Duration.ofSeconds(30));
            assertThat(properties.attempts()).isEqualTo(4);
            assertThat(properties.events().queue()).isNull();
            assertThat(properties.events().routingKeys())
                    .containsExactly("*.completed.#", "*.failed.#", "*.cancelled.#");
            assertThat(properties.events().declare()).isTrue();
            assertThat(properties.events().declareExchange()).isTrue();
        });
    }

    @Test
    void aTypingErrorInASettingStopsTheStart() {
        application
                .withPropertyValues("rowkeep.client.tokn=x")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void listenersHearOverHttpWhereNoQueueIsNamed() {
        application.withPropertyValues(REACHABLE).withBean(Listening.class).run(context -> {
            assertThat(context).hasSingleBean(HttpEvents.class);
            assertThat(context.getBean(HttpEvents.class).isRunning()).isTrue();
            assertThat(context).doesNotHaveBean(AmqpEventsAutoConfiguration.CONTAINER);
        });
    }

    @Test
    void listenersHearOverHttpWhereSpringAmqpIsMissing() {
        application
                .withPropertyValues(REACHABLE)
                .withPropertyValues("rowkeep.client.events.queue=q")
                .withClassLoader(new FilteredClassLoader("org.springframework.amqp", "com.rabbitmq"))
                .withBean(Listening.class)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(HttpEvents.class));
    }

    @Test
    void listenersOverAmqpNeedNeitherUrlNorToken() {
        application
                .withPropertyValues("rowkeep.client.events.queue=q", "spring.rabbitmq.addresses=127.0.0.1:1")
                .withBean(Listening.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(HttpEvents.class)
                        .hasBean(AmqpEventsAutoConfiguration.CONTAINER));
    }

    /** Something that cannot do without the client. */
    static class Wanting {
        Wanting(Rowkeep rowkeep) {
            assertThat(rowkeep).isNotNull();
        }
    }

    /** Something that hears events. */
    static class Listening implements JobListener {}
}
