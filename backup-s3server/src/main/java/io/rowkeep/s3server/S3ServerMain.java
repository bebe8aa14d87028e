package io.rowkeep.s3server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * The child JVM: serves one directory by S3 on 127.0.0.1 and prints {@code READY <port>} when it answers. Its life is its
 * standard input's: it ends when that ends, be it closed by the parent or by the parent's death, and not by a signal, because
 * a Ctrl-C in a terminal reaches it too while the parent still wants to write.
 *
 * <p>Arguments: port (0 for a free one), directory, bucket to create. The keys come by environment, where other users of the
 * machine cannot see them.
 */
final class S3ServerMain {

    static final String ACCESS_KEY = "ROWKEEP_S3_ACCESS_KEY";
    static final String SECRET_KEY = "ROWKEEP_S3_SECRET_KEY";

    /** System property: the folder with the copy of the jar that this JVM runs from; it is deleted at the end. */
    static final String TEMPORARY_FOLDER = "rowkeep.s3server.temporary-folder";

    private S3ServerMain() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("logback.configurationFile", "io/rowkeep/s3server/child-logback.xml");
        S3Proxy server;
        try {
            server = start(Integer.parseInt(args[0]), Path.of(args[1]), args[2], System.getenv());
        } catch (Exception e) {
            System.err.println("The S3 server cannot serve " + args[1] + " on port " + args[0] + ": " + e);
            deleteTemporaryFolder();
            System.exit(1);
            return;
        }
        CountDownLatch parentGone = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitUninterruptibly(parentGone)));
        System.out.println("READY " + server.getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        try {
            server.stop();
        } finally {
            deleteTemporaryFolder();
            parentGone.countDown();
        }
        System.exit(0);
    }

    private static S3Proxy start(int port, Path directory, String bucket, Map<String, String> environment)
            throws Exception {
        Files.createDirectories(directory);
        FilesystemNio2BlobStore store = new FilesystemNio2BlobStore(directory.toString());
        if (!store.containerExists(bucket)) {
            store.createContainer(bucket);
        }
        S3Proxy server = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(
                        AuthenticationType.AWS_V2_OR_V4, environment.get(ACCESS_KEY), environment.get(SECRET_KEY))
                .ignoreUnknownHeaders(true)
                .build();
        server.start();
        return server;
    }

    private static void deleteTemporaryFolder() throws IOException {
        String folder = System.getProperty(TEMPORARY_FOLDER);
        if (folder != null) {
            Files.deleteIfExists(Path.of(folder, S3Server.JAR));
            Files.deleteIfExists(Path.of(folder));
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
