package io.rowkeep.control.broker;

import com.rabbitmq.client.ConnectionFactory;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.settings.AmqpSettings;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory.ConfirmType;

/** Makes connections to the broker, with a limit on every wait. */
final class BrokerConnections {

    private static final int LONGEST_WAIT =
            Math.toIntExact(Duration.ofSeconds(10).toMillis());
    private static final int HEARTBEAT_SECONDS = 20;

    private BrokerConnections() {}

    /** Connects when first used, and again whenever the connection is gone. */
    static CachingConnectionFactory open(AmqpSettings settings) {
        ConnectionFactory client = new ConnectionFactory();
        try {
            client.setUri(settings.uri());
            if (settings.uri().getScheme().equals("amqps")) {
                // Without these two lines the client trusts any certificate of any host.
                client.useSslProtocol(SSLContext.getDefault());
                client.enableHostnameVerification();
            }
        } catch (URISyntaxException | GeneralSecurityException e) {
            throw new BackupException(
                    ErrorCode.INVALID_SETTING, "The broker's address %s cannot be used".formatted(settings.place()), e);
        }
        client.setAutomaticRecoveryEnabled(false);
        client.setConnectionTimeout(LONGEST_WAIT);
        client.setHandshakeTimeout(LONGEST_WAIT);
        client.setChannelRpcTimeout(LONGEST_WAIT);
        client.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        CachingConnectionFactory connections = new CachingConnectionFactory(client);
        connections.setPublisherConfirmType(ConfirmType.CORRELATED);
        connections.setPublisherReturns(true);
        connections.setConnectionNameStrategy(factory -> "rowkeep");
        return connections;
    }
}
