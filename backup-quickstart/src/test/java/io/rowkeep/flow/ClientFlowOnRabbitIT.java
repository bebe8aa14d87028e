package io.rowkeep.flow;

import io.rowkeep.testing.RabbitServer;
import java.net.URI;

/** An application with the starter on a real RabbitMQ. */
class ClientFlowOnRabbitIT extends ClientFlow {

    @Override
    URI broker() {
        return RabbitServer.shared().virtualHost();
    }
}
