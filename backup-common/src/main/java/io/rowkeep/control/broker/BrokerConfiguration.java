package io.rowkeep.control.broker;

import io.rowkeep.control.OutboxBell;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.settings.CommonSettings;
import java.time.Clock;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The broker for an application that imports this beside {@code ControlConfiguration}. Starts without a broker: what is to be sent
 * waits in the outbox.
 */
@Configuration(proxyBeanMethods = false)
public class BrokerConfiguration {

    @Bean
    CachingConnectionFactory brokerConnections(CommonSettings settings) {
        return BrokerConnections.open(settings.amqp());
    }

    @Bean
    Topology topology(ConnectionFactory connections, CommonSettings settings) {
        return new Topology(connections, settings.amqp().queueType());
    }

    @Bean
    RabbitAdmin brokerAdmin(ConnectionFactory connections) {
        return new RabbitAdmin(connections);
    }

    // Asks for the topology only so that nothing is sent before there is an exchange.
    @Bean
    Publisher publisher(ConnectionFactory connections, Topology topology) {
        return new Publisher(connections);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    OutboxRelay outboxRelay(JdbcClient jdbc, Publisher publisher, OutboxBell bell) {
        return new OutboxRelay(new PendingMessages(jdbc), publisher, bell);
    }

    @Bean(destroyMethod = "close")
    Broadcast broadcast(Publisher publisher, TimeOrderedIds ids, Clock clock) {
        return new Broadcast(publisher, ids, clock);
    }
}
