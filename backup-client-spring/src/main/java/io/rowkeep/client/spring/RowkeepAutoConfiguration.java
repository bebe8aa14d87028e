package io.rowkeep.client.spring;

import io.rowkeep.client.JobListener;
import io.rowkeep.client.Rowkeep;
import java.net.URI;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** The client as a bean, and, for beans that are listeners, events over HTTP unless they come over AMQP. */
@AutoConfiguration(after = AmqpEventsAutoConfiguration.class)
@EnableConfigurationProperties(RowkeepProperties.class)
public class RowkeepAutoConfiguration {

    /** Lazy, so that an application which only hears events over AMQP, or nothing yet, needs neither URL nor token. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    Rowkeep rowkeep(RowkeepProperties properties) {
        URI url = properties.url();
        String token = properties.token();
        if (url == null || url.toString().isBlank()) {
            throw new RowkeepNotConfigured("rowkeep.client.url", "https://rowkeep.example.org");
        }
        if (token == null || token.isBlank()) {
            throw new RowkeepNotConfigured("rowkeep.client.token", "${ROWKEEP_TOKEN}");
        }
        return Rowkeep.builder(url, token)
                .connectTimeout(properties.connectTimeout())
                .answerTimeout(properties.answerTimeout())
                .silence(properties.silence())
                .attempts(properties.attempts())
                .build();
    }

    @Bean
    @ConditionalOnBean(JobListener.class)
    @ConditionalOnMissingBean(name = AmqpEventsAutoConfiguration.CONTAINER)
    HttpEvents rowkeepHttpEvents(Rowkeep rowkeep, List<JobListener> listeners) {
        return new HttpEvents(rowkeep, listeners);
    }
}
