package io.rowkeep.control.broker;

import io.rowkeep.message.MessageTopology;
import io.rowkeep.settings.AmqpSettings.QueueType;
import java.time.Duration;
import java.util.Map;

/** The arguments that our queues are declared with: the one place that knows what a broker adds to AMQP 0-9-1. */
final class QueueArguments {

    // A command is held only while its job is claimed. The limits end what could only be a fault; the reaper announces
    // the job again.
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(15);
    private static final int DELIVERIES = 20;

    private QueueArguments() {}

    /** Which queues to declare on a broker that says this about itself. */
    static boolean quorum(QueueType type, String product) {
        return switch (type) {
            case QUORUM -> true;
            case PLAIN -> false;
            case AUTO -> product.equals("RabbitMQ");
        };
    }

    /** For a queue of commands. */
    static Map<String, Object> ofJobs(boolean quorum) {
        return quorum
                ? Map.of(
                        "x-queue-type",
                        "quorum",
                        "x-dead-letter-exchange",
                        MessageTopology.DEAD_LETTERS,
                        "x-delivery-limit",
                        DELIVERIES,
                        "x-consumer-timeout",
                        LONGEST_HOLD.toMillis())
                : Map.of();
    }

    /** For the queue of dead letters. */
    static Map<String, Object> ofDeadLetters(boolean quorum) {
        return quorum ? Map.of("x-queue-type", "quorum") : Map.of();
    }
}
