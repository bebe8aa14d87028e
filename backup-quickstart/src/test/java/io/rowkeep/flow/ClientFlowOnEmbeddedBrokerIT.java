package io.rowkeep.flow;

import io.rowkeep.broker.EmbeddedBroker;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;

/** An application with the starter on the broker of the quickstart. */
class ClientFlowOnEmbeddedBrokerIT extends ClientFlow {

    private final EmbeddedBroker broker = EmbeddedBroker.startInMemory(0, "judge", "secret");

    @Override
    URI broker() {
        return broker.amqpUri();
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }
}
