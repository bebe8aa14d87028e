package io.rowkeep.testing;

import io.rowkeep.s3server.S3Server;
import io.rowkeep.s3server.S3ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 server on a temporary folder, one per JVM. Safe for use by several threads. */
public final class ObjectStoreServer {

    private final S3Server server;
    private final AtomicInteger buckets = new AtomicInteger();

    private ObjectStoreServer(S3Server server) {
        this.server = server;
    }

    /** The JVM's server; the first call starts it, which takes about two seconds. */
    public static ObjectStoreServer shared() {
        return Shared.SERVER;
    }

    /** A fresh, empty bucket. */
    public TestBucket bucket() {
        TestBucket bucket = new TestBucket(
                server.endpoint(),
                server.region(),
                "test-" + buckets.incrementAndGet(),
                server.accessKey(),
                server.secretKey());
        try (S3Client client = bucket.client()) {
            client.createBucket(create -> create.bucket(bucket.name()));
        }
        return bucket;
    }

    /** Holds the one server; loaded at first use. */
    private static final class Shared {

        static final ObjectStoreServer SERVER = start();

        private static ObjectStoreServer start() {
            try {
                Path folder = Files.createTempDirectory("rowkeep-s3");
                Watchdog watchdog = Watchdog.guard(folder);
                S3Server server = S3Server.start(S3ServerSettings.of(folder.resolve("objects")));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    watchdog.release();
                }));
                return new ObjectStoreServer(server);
            } catch (IOException e) {
                throw new UncheckedIOException("The test object store cannot be started", e);
            }
        }
    }
}
