package io.rowkeep.flow;

import io.rowkeep.testing.RabbitServer;
import java.net.URI;

/** The main flow on a real RabbitMQ. */
class MainFlowOnRabbitIT extends MainFlow {

    @Override
    URI broker() {
        return RabbitServer.shared().virtualHost();
    }
}
