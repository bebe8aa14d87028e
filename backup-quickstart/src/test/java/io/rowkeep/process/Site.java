package io.rowkeep.process;

import static org.awaitility.Awaitility.await;

import io.rowkeep.judge.Api;
import io.rowkeep.judge.Sql;
import io.rowkeep.testing.ObjectStoreServer;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.RabbitServer;
import io.rowkeep.testing.TestBucket;
import io.rowkeep.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A place where Rowkeep runs as separate processes: one API, and workers that come and go, each behind gates of its own. */
final class Site implements AutoCloseable {

    /** How long a lease holds here: long enough that handing one back at once can be told from losing it. */
    static final Duration LEASE = Duration.ofSeconds(8);

    private static final String TOKEN = "judge-of-processes";

    private final URI broker = RabbitServer.shared().virtualHost();
    private final TestBucket bucket = ObjectStoreServer.shared().bucket();
    private final TestDatabase control = PostgresServer.shared().database();
    private final Map<String, TestDatabase> sources;
    private final String datasets;
    private final List<Worker> workers = new ArrayList<>();
    private final Program apiProgram;
    private final Api api;

    /**
     * A worker and its ways to the servers.
     *
     * @param store its way to the object store
     * @param source its way to the database server
     */
    record Worker(Program program, Gate store, Gate source) {}

    /** Starts the API. */
    Site(Map<String, TestDatabase> sources) {
        this(sources, "");
    }

    /**
     * Starts the API.
     *
     * @param datasets the datasets of each source, as they stand in the workers' configuration
     */
    Site(Map<String, TestDatabase> sources, String datasets) {
        this.sources = sources;
        this.datasets = datasets;
        int port = freePort();
        Map<String, String> environment = new TreeMap<>(environment());
        environment.put("ROWKEEP_ADMIN_TOKEN", TOKEN);
        environment.put("SERVER_PORT", Integer.toString(port));
        apiProgram = Program.start("api", environment);
        api = new Api("http://127.0.0.1:" + port, TOKEN);
    }

    Api api() {
        return api;
    }

    URI broker() {
        return broker;
    }

    /** What every program here is told, without gates. */
    Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("ROWKEEP_CONTROL_URL", control.url()),
                Map.entry("ROWKEEP_CONTROL_USERNAME", control.username()),
                Map.entry("ROWKEEP_CONTROL_PASSWORD", control.password()),
                Map.entry("ROWKEEP_AMQP_URI", broker.toString()),
                Map.entry("ROWKEEP_S3_ENDPOINT", bucket.endpoint().toString()),
                Map.entry("ROWKEEP_S3_REGION", bucket.region()),
                Map.entry("ROWKEEP_S3_BUCKET", bucket.name()),
                Map.entry("ROWKEEP_S3_ACCESS_KEY", bucket.accessKey()),
                Map.entry("ROWKEEP_S3_SECRET_KEY", bucket.secretKey()),
                Map.entry("ROWKEEP_LEASE", LEASE.toSeconds() + "s"),
                Map.entry("ROWKEEP_MAX_ATTEMPTS", "20"),
                Map.entry("ROWKEEP_FIRST_BACK_OFF", "500ms"),
                Map.entry("ROWKEEP_LONGEST_BACK_OFF", "1s"));
    }

    /** As {@link #startWorker(String, Map)} with the smallest heap. */
    Worker startWorker() {
        return startWorker("256m", Map.of());
    }

    /**
     * Starts a worker behind new, open gates.
     *
     * @param heap as in {@code -Xmx}
     * @param settings what it is told besides
     */
    Worker startWorker(String heap, Map<String, String> settings) {
        Gate store = Gate.before(bucket.endpoint().getHost(), bucket.endpoint().getPort());
        URI server = URI.create(control.url().substring("jdbc:".length()));
        Gate source = Gate.before("localhost", server.getPort());
        Map<String, String> environment = new TreeMap<>(environment());
        environment.put("ROWKEEP_S3_ENDPOINT", "http://127.0.0.1:" + store.port());
        environment.put("ROWKEEP_CONFIG", config(source.port()).toString());
        environment.put("SOURCE_PASSWORD", sources.values().iterator().next().password());
        environment.putAll(settings);
        Worker worker = new Worker(Program.start("worker", heap, environment), store, source);
        workers.add(worker);
        return worker;
    }

    /** Takes out all workers, also one that was killed and counts as online for a minute; those that live announce themselves again. */
    void forgetWorkers() {
        Sql.run(control.dataSource(), "delete from rowkeep.worker");
    }

    /** Waits until so many workers are online and every source is known. */
    void awaitWorkers(int count) {
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> {
            long online = 0;
            for (JsonNode worker : api.get("/api/v1/workers").body().get("items")) {
                online += worker.get("online").booleanValue() ? 1 : 0;
            }
            return online >= count
                    && api.get("/api/v1/sources").body().get("items").size() == sources.size();
        });
    }

    private Path config(int port) {
        String text = sources.entrySet().stream()
                .map(source -> """
                            %s:
                              type: postgresql
                              url: %s
                              username: %s
                              password: ${SOURCE_PASSWORD}
                        """.formatted(
                                        source.getKey(),
                                        source.getValue().url().replaceFirst("//[^/]*/", "//127.0.0.1:" + port + "/"),
                                        source.getValue().username())
                        + datasets.indent(6))
                .collect(Collectors.joining());
        try {
            Path file = Files.createTempFile("rowkeep", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, "rowkeep:\n  sources:\n" + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        workers.forEach(worker -> {
            worker.program.close();
            worker.store.close();
            worker.source.close();
        });
        apiProgram.close();
    }
}
