package io.rowkeep.quickstart;

import io.rowkeep.message.MessageMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What a web app does: plain HTTP calls with a token. */
final class ApiClient {

    private static final Duration LONGEST_JOB = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String apiUrl;
    private final String token;

    ApiClient(String apiUrl, String token) {
        this.apiUrl = apiUrl;
        this.token = token;
    }

    /** Sends a request for a job and answers with the job as recorded. */
    JsonNode post(String path, String json) {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return send(request, 202);
    }

    JsonNode get(String path) {
        return send(request(path).GET().build(), 200);
    }

    /** Waits, by long polls, until the job has ended well. */
    JsonNode succeeded(JsonNode submitted) {
        String path = "/api/v1/jobs/" + submitted.get("id").asString() + "?wait=20s";
        long deadline = System.nanoTime() + LONGEST_JOB.toNanos();
        JsonNode job = get(path);
        while (isOpen(job) && System.nanoTime() < deadline) {
            job = get(path);
        }
        if (!job.get("status").asString().equals("SUCCEEDED")) {
            throw new QuickstartFailure("The job did not succeed: " + job);
        }
        return job;
    }

    private static boolean isOpen(JsonNode job) {
        String status = job.get("status").asString();
        return status.equals("QUEUED") || status.equals("RUNNING");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(apiUrl + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request, int expected) {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode body = MessageMapper.JSON.readTree(response.body());
            if (response.statusCode() != expected) {
                throw new QuickstartFailure("%s %s answered %d: %s"
                        .formatted(request.method(), request.uri().getPath(), response.statusCode(), body));
            }
            return body;
        } catch (IOException e) {
            throw new QuickstartFailure("The API does not answer at " + apiUrl, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuickstartFailure("Interrupted while the API was asked", e);
        }
    }
}
