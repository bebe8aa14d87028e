package io.rowkeep.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.judge.Events;
import io.rowkeep.message.MessageContract;
import java.util.List;

/** Holds events against the message contract, {@code docs/asyncapi.yaml}. */
final class EventCheck {

    private EventCheck() {}

    static void all(List<Events.Event> events) {
        MessageContract contract = new MessageContract();
        for (Events.Event event : events) {
            assertThat(contract.violations(event.message(), event.body()))
                    .as("%s", event.body())
                    .isEmpty();
            assertThat(event.envelope().getRoutingKey())
                    .isEqualTo(
                            "%s.%s.%s",
                            event.happened(),
                            event.body().at("/data/source").stringValue(),
                            event.body().at("/data/dataset").stringValue());
            assertThat(event.properties().getContentType()).isEqualTo("application/cloudevents+json");
        }
    }
}
