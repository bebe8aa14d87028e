package io.rowkeep.testing;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server in this JVM that speaks MongoDB's wire protocol and keeps everything in memory. It has no sessions, transactions or
 * snapshots: what needs them is tested in a container. Safe for use by several threads.
 */
public final class MongoServer implements AutoCloseable {

    private final de.bwaldvogel.mongo.MongoServer server;
    private final String address;
    private final AtomicInteger databases = new AtomicInteger();

    private MongoServer(de.bwaldvogel.mongo.MongoServer server, InetSocketAddress bound) {
        this.server = server;
        this.address = "mongodb://127.0.0.1:%d".formatted(bound.getPort());
    }

    /** A server of its own, on a free port of this machine only. */
    public static MongoServer start() {
        de.bwaldvogel.mongo.MongoServer server = new de.bwaldvogel.mongo.MongoServer(new MemoryBackend());
        server.bind("127.0.0.1", 0);
        return new MongoServer(server, server.getLocalAddress());
    }

    /** The JVM's shared server, which ends with it. */
    public static MongoServer shared() {
        return Shared.SERVER;
    }

    /** The url of a fresh, empty database; it lives as long as the server. */
    public String database() {
        return "%s/test_%d".formatted(address, databases.incrementAndGet());
    }

    /** Ends the server at once, as if it had crashed: connections break. */
    @Override
    public void close() {
        server.shutdownNow();
    }

    /** Holds the one server; loaded at first use. */
    private static final class Shared {

        static final MongoServer SERVER = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close, "mongo-server-end"));
        }
    }
}
