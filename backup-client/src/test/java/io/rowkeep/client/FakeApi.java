package io.rowkeep.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers what a test tells it, one answer after the other, and remembers what it was asked. */
final class FakeApi implements AutoCloseable {

    static final String TOKEN = "very-secret-token";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /** What came. */
    record Received(String method, String uri, Headers headers, String body) {

        String header(String name) {
            return headers.getFirst(name);
        }
    }

    /** What is answered. */
    interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    FakeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Answers so, in this order. */
    FakeApi then(Reply... next) {
        replies.addAll(List.of(next));
        return this;
    }

    List<Received> received() {
        return received;
    }

    Received only() {
        if (received.size() != 1) {
            throw new AssertionError("Not one request but " + received);
        }
        return received.get(0);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    RowkeepBuilder builder() {
        return Rowkeep.builder(url(), TOKEN).pauses(Duration.ofMillis(1), Duration.ofMillis(5));
    }

    static Reply json(int status, String body) {
        return full(status, "application/json", body);
    }

    static Reply problem(int status, String code, String detail) {
        return full(
                status,
                "application/problem+json",
                "{\"status\": %d, \"code\": \"%s\", \"detail\": \"%s\", \"new\": 1}".formatted(status, code, detail));
    }

    static Reply full(int status, String type, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    /** The beginning of an answer of this length, 0 for chunked, and then the connection breaks. */
    static Reply breaking(long length, String beginning) {
        return exchange -> {
            exchange.sendResponseHeaders(200, length);
            exchange.getResponseBody().write(beginning.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("broken on purpose");
        };
    }

    /** No answer at all: the connection breaks. */
    static Reply gone() {
        return exchange -> {
            throw new IOException("broken on purpose");
        };
    }

    /** A job as the API answers it. */
    static String job(String status, String more) {
        return """
                {"id": "j-1", "kind": "backup", "status": "%s", "source": "school", "dataset": "people", "backupId": "b-1",
                 "dryRun": false, "attempt": 1, "requestedBy": "app", "createdAt": "2026-11-21T10:00:00Z",
                 "cancelRequested": false, "colour": "blue",
                 "progress": {"rows": 5, "bytes": 50, "tables": {"done": 1, "total": 2}} %s}
                """.formatted(status, more);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        Reply reply = replies.poll();
        if (reply == null) {
            full(404, "text/plain", "nothing was prepared for this").to(exchange);
        } else {
            reply.to(exchange);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
