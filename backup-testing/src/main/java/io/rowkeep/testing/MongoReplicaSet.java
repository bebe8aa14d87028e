package io.rowkeep.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A real MongoDB server, a replica set of one, in a container that Testcontainers removes when this JVM is gone. */
public final class MongoReplicaSet {

    private static final DockerImageName IMAGE = DockerImageName.parse("mongo:8.0.4");
    private static final int PORT = 27017;
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private MongoReplicaSet() {}

    /** The url of a fresh, empty database; empty where no Docker engine answers. */
    public static Optional<String> database() {
        return DockerEngine.answers()
                ? Optional.of("mongodb://%s:%d/test_%d?directConnection=true"
                        .formatted(
                                Shared.SERVER.getHost(),
                                Shared.SERVER.getMappedPort(PORT),
                                DATABASES.incrementAndGet()))
                : Optional.empty();
    }

    private static GenericContainer<?> start() {
        GenericContainer<?> server = new GenericContainer<>(IMAGE)
                .withExposedPorts(PORT)
                .withCommand("--replSet", "rs0", "--bind_ip_all")
                .waitingFor(Wait.forLogMessage("(?i).*waiting for connections.*", 1));
        server.start();
        shell(server, "rs.initiate()");
        shell(
                server,
                "for (let n = 0; n < %d && !db.hello().isWritablePrimary; n++) sleep(100)"
                        .formatted(Duration.ofSeconds(30).toMillis() / 100));
        return server;
    }

    private static void shell(GenericContainer<?> server, String script) {
        try {
            var result = server.execInContainer("mongosh", "--quiet", "--eval", script);
            if (result.getExitCode() != 0) {
                throw new IllegalStateException("mongosh failed: " + result.getStderr());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("mongosh was not waited for", e);
        }
    }

    /** Holds the one server; loaded at first use. */
    private static final class Shared {
        static final GenericContainer<?> SERVER = start();
    }
}
