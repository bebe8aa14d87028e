package io.rowkeep.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A real MongoDB in a container: a replica set of one member, which has sessions, transactions and snapshots. Testcontainers removes
 * it when this JVM is gone. Safe for use by several threads.
 */
public final class MongoReplicaSet {

    private static final DockerImageName IMAGE = DockerImageName.parse("mongo:8.0.4");
    private static final int PORT = 27017;
    private static final String INITIATE = "rs.initiate({_id: 'rowkeep', members: [{_id: 0, host: 'localhost:" + PORT
            + "'}]}); while (!db.hello().isWritablePrimary) { sleep(100); }";

    private final GenericContainer<?> container;
    private final AtomicInteger databases = new AtomicInteger();

    private MongoReplicaSet(GenericContainer<?> container) {
        this.container = container;
    }

    /** The JVM's shared one, started by the first call; empty where no Docker engine answers. */
    public static Optional<MongoReplicaSet> find() {
        return Shared.SERVER;
    }

    /** The url of a fresh, empty database. */
    public String database() {
        return "mongodb://%s:%d/test_%d?directConnection=true"
                .formatted(container.getHost(), container.getMappedPort(PORT), databases.incrementAndGet());
    }

    private static MongoReplicaSet start() {
        // Closed by Testcontainers' own watchdog.
        @SuppressWarnings("resource")
        GenericContainer<?> container = new GenericContainer<>(IMAGE)
                .withExposedPorts(PORT)
                .withCommand("--replSet", "rowkeep", "--bind_ip_all")
                .waitingFor(Wait.forLogMessage(".*Waiting for connections.*", 1));
        container.start();
        try {
            ExecResult result = container.execInContainer("mongosh", "--quiet", "--eval", INITIATE);
            if (result.getExitCode() != 0) {
                throw new IllegalStateException("The replica set cannot be initiated: " + result.getStderr());
            }
            return new MongoReplicaSet(container);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The replica set was not waited for", e);
        }
    }

    /** Holds the one server; loaded at first use. */
    private static final class Shared {

        static final Optional<MongoReplicaSet> SERVER =
                DockerEngine.answers() ? Optional.of(start()) : Optional.empty();
    }
}
