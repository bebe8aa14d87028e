package io.rowkeep.applications;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What an application might try at the broker and may not. */
enum Attempt {
    DECLARE_AN_EXCHANGE_OF_ROWKEEP(
            channel -> channel.exchangeDeclare("rowkeep.events", BuiltinExchangeType.TOPIC, true)),
    DELETE_AN_EXCHANGE(channel -> channel.exchangeDelete("rowkeep.events")),
    DECLARE_A_QUEUE_OF_ROWKEEP(
            channel -> channel.queueDeclare("rowkeep.jobs.school.export", true, false, false, Map.of())),
    DECLARE_A_QUEUE_OF_ANOTHER(channel -> channel.queueDeclare("guests-app.backups", true, false, false, Map.of())),
    DECLARE_A_QUEUE_WITHOUT_A_NAME(channel -> channel.queueDeclare()),
    DELETE_A_QUEUE(channel -> channel.queueDelete("rowkeep.jobs.school.export")),
    PURGE_A_QUEUE(channel -> channel.queuePurge("rowkeep.jobs.school.export")),
    READ_COMMANDS(channel -> channel.basicGet("rowkeep.jobs.school.export", false)),
    READ_DEAD_LETTERS(channel -> channel.basicGet("rowkeep.dead-letters", false)),
    READ_THE_EVENTS_OF_ANOTHER(channel -> channel.basicGet("guests-app.backups", false)),
    HEAR_COMMANDS(channel -> channel.queueBind(own(channel), "rowkeep.commands", "rowkeep.jobs.school.export")),
    HEAR_CANCELLATIONS(channel -> channel.queueBind(own(channel), "rowkeep.control", "")),
    HEAR_EVERYTHING_BY_AN_EXCHANGE(channel -> {
        channel.exchangeDeclare("school-app.all", BuiltinExchangeType.FANOUT);
        channel.exchangeBind("school-app.all", "rowkeep.events", "#");
    }),
    SEND_A_COMMAND(channel -> publish(channel, "rowkeep.commands", "rowkeep.jobs.school.export")),
    SEND_A_COMMAND_TO_ITS_QUEUE(channel -> publish(channel, "", "rowkeep.jobs.school.export")),
    SEND_A_CANCELLATION(channel -> publish(channel, "rowkeep.control", "")),
    SEND_AN_EVENT(channel -> publish(channel, "rowkeep.events", "backup.completed.school.all")),
    SEND_DEAD_LETTERS_AS_COMMANDS(channel -> channel.queueDeclare(
            "school-app.letters", false, true, true, Map.of("x-dead-letter-exchange", "rowkeep.commands")));

    private final Deed deed;

    Attempt(Deed deed) {
        this.deed = deed;
    }

    void make(Channel channel) throws IOException {
        deed.by(channel);
    }

    static String own(Channel channel) throws IOException {
        return channel.queueDeclare("school-app.attempt", false, false, true, Map.of())
                .getQueue();
    }

    private static void publish(Channel channel, String exchange, String routingKey) throws IOException {
        channel.basicPublish(exchange, routingKey, MessageProperties.BASIC, "{}".getBytes(StandardCharsets.UTF_8));
    }

    /** A step at the broker. */
    @FunctionalInterface
    interface Deed {

        void by(Channel channel) throws IOException;
    }
}
