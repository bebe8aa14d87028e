package io.rowkeep.testing;

/** One RabbitMQ node, from wherever it was had. Its port and its data stay the same over stops, kills and starts. */
sealed interface RabbitNode permits InstalledNode, ContainerNode {

    String USER = "guest";
    String PASSWORD = "guest";

    String host();

    int port();

    /** Starts it and returns when it answers. */
    void start();

    /** Stops it in good order and returns when it has ended. */
    void stop();

    /** Ends it at once, as a power cut would. */
    void kill();

    /** Runs {@code rabbitmqctl} and returns what it prints; throws when that fails. */
    String ctl(String... arguments);
}
