package io.rowkeep.client.spring;

import io.rowkeep.client.JobListener;
import java.util.ArrayList;
import java.util.List;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Events over AMQP, from a queue of the application's own, for beans that are listeners. */
@AutoConfiguration(afterName = "org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration")
@ConditionalOnClass({ConnectionFactory.class, SimpleMessageListenerContainer.class})
@ConditionalOnProperty("rowkeep.client.events.queue")
@ConditionalOnBean({ConnectionFactory.class, JobListener.class})
@EnableConfigurationProperties(RowkeepProperties.class)
public class AmqpEventsAutoConfiguration {

    static final String CONTAINER = "rowkeepAmqpEvents";
    private static final String EXCHANGE = "rowkeep.events";
    private static final int PREFETCH = 10;

    @Bean
    @ConditionalOnMissingBean(AmqpAdmin.class)
    RabbitAdmin rowkeepAmqpAdmin(ConnectionFactory connections) {
        return new RabbitAdmin(connections);
    }

    // The exchange as Rowkeep itself declares it, so that it does not matter who comes first. Whoever may declare it
    // could
    // delete it too, so a broker that several applications share does not let them.
    @Bean
    @ConditionalOnProperty(name = "rowkeep.client.events.declare", matchIfMissing = true)
    Declarables rowkeepEventQueue(RowkeepProperties properties) {
        Queue queue = queue(properties.events());
        TopicExchange exchange = new TopicExchange(EXCHANGE);
        exchange.setShouldDeclare(properties.events().declareExchange());
        List<Declarable> declarables = new ArrayList<>(List.of(exchange, queue));
        for (String key : properties.events().routingKeys()) {
            declarables.add(BindingBuilder.bind(queue).to(exchange).with(key));
        }
        return new Declarables(declarables);
    }

    @Bean(CONTAINER)
    SimpleMessageListenerContainer rowkeepAmqpEvents(
            ConnectionFactory connections, AmqpAdmin admin, RowkeepProperties properties, List<JobListener> listeners) {
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
        container.setAmqpAdmin(admin);
        container.setQueueNames(name(properties.events()));
        container.setMissingQueuesFatal(false);
        container.setPrefetchCount(PREFETCH);
        container.setMessageListener(new AmqpEvents(listeners));
        return container;
    }

    private static Queue queue(RowkeepProperties.Events events) {
        QueueBuilder builder = QueueBuilder.durable(name(events));
        String type = events.queueType();
        return type == null
                ? builder.build()
                : builder.withArgument("x-queue-type", type).build();
    }

    private static String name(RowkeepProperties.Events events) {
        String queue = events.queue();
        if (queue == null || queue.isBlank()) {
            throw new RowkeepNotConfigured("rowkeep.client.events.queue", "my-app.backups");
        }
        return queue;
    }
}
