package io.rowkeep.judge;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** What a web app does: plain HTTP calls with a token. */
public final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String token;

    /** An API at this address, asked with this token. */
    public Api(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** An answer; a body that is not JSON is a JSON string. */
    public record Answer(int status, JsonNode body, HttpHeaders headers) {}

    /** The same API for the holder of another token. */
    public Api as(String otherToken) {
        return new Api(url, otherToken);
    }

    /** Gets a path below the API's address. */
    public Answer get(String path) {
        return send(request(path).GET());
    }

    /**
     * Waits until so many sources are known with what a worker found there. One that is slow to look announces first that a source
     * has not answered yet.
     */
    public void awaitSources(int count) {
        await().atMost(PATIENCE).until(() -> {
            JsonNode sources = get("/api/v1/sources").body.get("items");
            return sources.size() == count && !sources.toString().contains("has not answered yet");
        });
    }

    /** Posts JSON. */
    public Answer post(String path, String json, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Asks with any method; without a body for null. */
    public Answer call(String method, String path, @Nullable String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        json == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Deletes. */
    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Posts JSON for a job and returns the job's id. */
    public String ask(String path, String json) {
        Answer answer = post(path, json);
        if (answer.status != 202) {
            throw new AssertionError("%s %s answered %s".formatted(path, json, answer));
        }
        return answer.body.get("id").stringValue();
    }

    /** Uploads a file to import. */
    public Answer send(String query, byte[] file) {
        return send(request("/api/v1/backups/import?" + query)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    /** Uploads a file to import and returns the job's id. */
    public String upload(String query, byte[] file) {
        Answer answer = send(query, file);
        if (answer.status != 202) {
            throw new AssertionError("The upload %s answered %s".formatted(query, answer));
        }
        return answer.body.get("id").stringValue();
    }

    /** The job as it is now. */
    public JsonNode job(String id) {
        return get("/api/v1/jobs/" + id).body;
    }

    /** The job when it has ended, well or not. */
    public JsonNode ended(String id) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode job = NullNode.instance;
        while (System.nanoTime() < deadline) {
            job = get("/api/v1/jobs/" + id + "?wait=10s").body;
            if (!job.path("status").asString("").matches("QUEUED|RUNNING|")) {
                return job;
            }
        }
        throw new AssertionError("Job %s did not end within %s: %s".formatted(id, PATIENCE, job));
    }

    /** The job when it has ended well. */
    public JsonNode succeeded(String id) {
        JsonNode job = ended(id);
        if (!job.get("status").stringValue().equals("SUCCEEDED")) {
            throw new AssertionError("The job did not succeed: " + job);
        }
        return job;
    }

    /** Backs a dataset up and returns the job, which has succeeded. */
    public JsonNode backUp(String source, String format) {
        return succeeded(ask(
                "/api/v1/backups",
                "{\"source\": \"%s\", \"dataset\": \"all\", \"format\": \"%s\"}".formatted(source, format)));
    }

    /** The path of a restore of this backup job's backup. */
    public static String restores(JsonNode backupJob) {
        return "/api/v1/backups/" + backupJob.get("backupId").stringValue() + "/restores";
    }

    /** Opens a download; its status is 200. */
    public HttpResponse<InputStream> download(String backup, String query) {
        try {
            HttpResponse<InputStream> response = http.send(
                    request("/api/v1/backups/" + backup + "/download?" + query)
                            .GET()
                            .build(),
                    BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new AssertionError(
                        query + " answered " + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines of an answer that may never end; whoever closes the stream ends it. */
    public Stream<String> lines(String path) {
        try {
            return http.send(request(path).GET().build(), BodyHandlers.ofLines())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A text as it stands in a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return type.contains("json") ? Downloaded.JSON.readTree(response.body()) : StringNode.valueOf(response.body());
    }
}
