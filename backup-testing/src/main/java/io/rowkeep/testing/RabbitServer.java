package io.rowkeep.testing;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real RabbitMQ, one per JVM: a container where a Docker engine answers, else a private node of the installed server. Safe
 * for use by several threads, but a test that stops it is felt by all.
 */
public final class RabbitServer {

    private final RabbitNode node;
    private final AtomicInteger virtualHosts = new AtomicInteger();

    private RabbitServer(RabbitNode node) {
        this.node = node;
    }

    /**
     * The JVM's server; the first call starts it, which takes about ten seconds.
     *
     * @throws IllegalStateException with one sentence on what to install when there is neither Docker nor RabbitMQ
     */
    public static RabbitServer shared() {
        return Shared.SERVER;
    }

    /** Makes a virtual host and returns its address, with user and password; queues of other tests are not in it. */
    public URI virtualHost() {
        String name = "test" + virtualHosts.incrementAndGet();
        node.ctl("add_vhost", name);
        node.ctl("set_permissions", "-p", name, RabbitNode.USER, ".*", ".*", ".*");
        return address("/" + name);
    }

    /** The address of the virtual host {@code /}, which all tests of this JVM share. */
    public URI amqpUri() {
        return address("");
    }

    /** Stops the server in good order; {@link #start} brings it back with the same address and data. */
    public void stop() {
        node.stop();
    }

    /**
     * Ends the server at once, as a power cut would. A queue of any type that was declared seconds before may not come back,
     * with the messages that were confirmed in it.
     */
    public void kill() {
        node.kill();
    }

    /** Starts the server after {@link #stop} or {@link #kill} and returns when it answers. */
    public void start() {
        node.start();
    }

    /** Runs {@code rabbitmqctl} with these arguments and returns what it prints. */
    public String ctl(String... arguments) {
        return node.ctl(arguments);
    }

    private URI address(String path) {
        return URI.create(
                "amqp://%s:%s@%s:%d%s".formatted(RabbitNode.USER, RabbitNode.PASSWORD, node.host(), node.port(), path));
    }

    /** Holds the one server; loaded at first use. */
    private static final class Shared {

        static final RabbitServer SERVER = begin();

        private static RabbitServer begin() {
            RabbitNode node = ContainerNode.find()
                    .or(InstalledNode::find)
                    .orElseThrow(() -> new IllegalStateException("Broker tests need a real RabbitMQ: start a Docker"
                            + " engine, or install the package rabbitmq-server (./verify does so on Debian and Ubuntu"
                            + " when it runs as root)."));
            node.start();
            return new RabbitServer(node);
        }
    }
}
