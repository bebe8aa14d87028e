package io.rowkeep.api;

import io.rowkeep.control.JobStore;
import io.rowkeep.control.WorkerRegistry;
import io.rowkeep.settings.CommonSettings;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.testing.ObjectStoreServer;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestBucket;
import io.rowkeep.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** An API on a free port, with a database and a bucket of its own, and, unless told otherwise, a broker's address where nobody listens. */
final class RunningApi implements AutoCloseable {

    static final String ADMIN = "admin-secret-for-tests";

    private static final int NOBODY_LISTENS = 1;

    final ConfigurableApplicationContext context;
    final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningApi(ApiSettings settings) {
        this.context = ApiApplication.start(settings, 0);
        this.address = URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
    }

    /** The JVM's API; the first call starts it. */
    static RunningApi shared() {
        return Shared.API;
    }

    static RunningApi start(TestDatabase database) {
        return new RunningApi(settings(database, ADMIN));
    }

    /** One that has a broker. */
    static RunningApi start(TestDatabase database, URI broker) {
        return new RunningApi(settings(database, ADMIN, broker));
    }

    /** One that takes files of so many bytes. */
    static RunningApi start(TestDatabase database, long maxUploadBytes) {
        return new RunningApi(new ApiSettings(settings(database, ADMIN).common(), ADMIN, maxUploadBytes));
    }

    static ApiSettings settings(TestDatabase database, String adminToken) {
        return settings(database, adminToken, URI.create("amqp://guest:guest@localhost:" + NOBODY_LISTENS));
    }

    private static ApiSettings settings(TestDatabase database, String adminToken, URI broker) {
        TestBucket bucket = ObjectStoreServer.shared().bucket();
        return ApiSettings.read(Map.ofEntries(
                Map.entry("ROWKEEP_CONTROL_URL", database.url()),
                Map.entry("ROWKEEP_CONTROL_USERNAME", database.username()),
                Map.entry("ROWKEEP_CONTROL_PASSWORD", database.password()),
                Map.entry("ROWKEEP_AMQP_URI", broker.toString()),
                Map.entry("ROWKEEP_S3_ENDPOINT", bucket.endpoint().toString()),
                Map.entry("ROWKEEP_S3_REGION", bucket.region()),
                Map.entry("ROWKEEP_S3_BUCKET", bucket.name()),
                Map.entry("ROWKEEP_S3_ACCESS_KEY", bucket.accessKey()),
                Map.entry("ROWKEEP_S3_SECRET_KEY", bucket.secretKey()),
                Map.entry("ROWKEEP_ADMIN_TOKEN", adminToken),
                // Nobody renews the leases of jobs that a test claims.
                Map.entry("ROWKEEP_LEASE", "1h")));
    }

    /** Closes it with the JVM, for one that several tests share: it has folders of its own, which go when it is closed. */
    RunningApi untilTheEnd() {
        context.registerShutdownHook();
        return this;
    }

    JobStore jobs() {
        return context.getBean(JobStore.class);
    }

    WorkerRegistry registry() {
        return context.getBean(WorkerRegistry.class);
    }

    ObjectStore store() {
        return context.getBean(ObjectStore.class);
    }

    CommonSettings settings() {
        return context.getBean(CommonSettings.class);
    }

    Answer get(String token, String path) {
        return send(request(token, path).GET());
    }

    Answer delete(String token, String path) {
        return send(request(token, path).DELETE());
    }

    Answer post(String token, String path, String json, String... headers) {
        HttpRequest.Builder request =
                request(token, path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** A request that the caller finishes; the token may be empty. */
    HttpRequest.Builder request(String token, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return sendOrFail(request);
        } catch (IOException e) {
            throw new AssertionError("The API broke the connection", e);
        }
    }

    /** As {@link #send}, for answers that may break off. */
    Answer sendOrFail(HttpRequest.Builder request) throws IOException {
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** Holds the one API; loaded at first use. */
    private static final class Shared {
        static final RunningApi API = start(PostgresServer.shared().database()).untilTheEnd();
    }
}
