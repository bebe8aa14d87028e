package io.rowkeep.quickstart.example;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes calls as they stand in a README. */
final class Calls implements AutoCloseable {

    /** Of an answer only so much is looked at: a download is as large as the data. */
    private static final int SHOWN = 1 << 20;

    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String token;

    Calls(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    /**
     * What came back.
     *
     * @param fileName of a download
     * @param bytes the length of the body
     * @param text its beginning, up to {@value #SHOWN} bytes
     */
    record Answer(int status, String type, Optional<String> fileName, long bytes, String text) {

        boolean isJson() {
            return type.contains("json") && fileName.isEmpty();
        }
    }

    Answer send(Step.Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(call.path()))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + token);
        call.headers().forEach(request::header);
        if (call.body().isEmpty()) {
            request.method(call.method(), HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()));
        }
        try {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] beginning = body.readNBytes(SHOWN);
                long rest = body.transferTo(OutputStream.nullOutputStream());
                return new Answer(
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(""),
                        response.headers().firstValue("Content-Disposition").flatMap(Calls::fileName),
                        beginning.length + rest,
                        new String(beginning, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new TourFailure("No answer came to %s %s".formatted(call.method(), call.path()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TourFailure("Interrupted while waiting for an answer", e);
        }
    }

    private static Optional<String> fileName(String disposition) {
        Matcher matcher = FILE_NAME.matcher(disposition);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @Override
    public void close() {
        http.close();
    }
}
