package io.rowkeep.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Calls the API with the token, again where that is harmless and may help. Thread-safe. */
final class Connection implements AutoCloseable {

    private static final Set<Integer> RETRIED = Set.of(502, 503, 504);
    private static final int LONGEST_PROBLEM = 64 << 10;

    private final HttpClient http;
    private final URI url;
    private final String token;
    private final Problems problems;
    private final Duration answerTimeout;
    private final Backoff backoff;
    private final int attempts;
    private final Silence silence;
    private final CountDownLatch closed = new CountDownLatch(1);

    Connection(RowkeepBuilder builder) {
        this.http = builder.http();
        this.url = builder.url();
        this.token = builder.token();
        this.problems = new Problems(token);
        this.answerTimeout = builder.answerTimeout();
        this.backoff = builder.backoff();
        this.attempts = builder.attempts();
        this.silence = new Silence(builder.silence());
    }

    URI url() {
        return url;
    }

    /** The whole answer; anything but 2xx is an exception. */
    Answer send(Call call) {
        return send(call, attempts);
    }

    /** The same, tried once. */
    Answer sendOnce(Call call) {
        return send(call, 1);
    }

    private Answer send(Call call, int tries) {
        HttpResponse<byte[]> response = retried(
                request(call), BodyHandlers.ofByteArray(), answerTimeout.plus(call.patience()), tries, () -> false);
        return answer(response);
    }

    /** The answer to a file, however long it takes to send, as long as something of it goes. */
    Answer send(Address address, SentFile file, String key) {
        HttpRequest request = builder(address)
                .POST(file.body())
                .header("Content-Type", "application/octet-stream")
                .header("Idempotency-Key", key)
                .build();
        int tries = file.repeatable() ? attempts : 1;
        return answer(retried(request, BodyHandlers.ofByteArray(), answerTimeout, tries, file::moved));
    }

    private Answer answer(HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 != 2) {
            throw problems.of(response.statusCode(), response.headers(), response.body());
        }
        return new Answer(response.statusCode(), response.body());
    }

    /** An answer that is read while it comes; the caller closes its body. */
    HttpResponse<InputStream> open(Address address) {
        return open(builder(address).GET().build(), answerTimeout, attempts);
    }

    /** The same for what is another thing when it is asked for again: tried once. */
    HttpResponse<InputStream> openOnce(Address address, Duration patience) {
        return open(builder(address).GET().build(), answerTimeout.plus(patience), 1);
    }

    /** Events that are read as they come, after the one of this id; tried once. The caller closes the body. */
    HttpResponse<InputStream> events(Address address, @Nullable String lastEventId) {
        HttpRequest.Builder builder = builder(address).GET().setHeader("Accept", "text/event-stream");
        if (lastEventId != null) {
            builder.header("Last-Event-ID", lastEventId);
        }
        return open(builder.build(), answerTimeout, 1);
    }

    /** A stream that fails when nothing comes for too long. */
    InputStream watched(HttpResponse<InputStream> response) {
        return silence.watch(response.body());
    }

    private HttpResponse<InputStream> open(HttpRequest request, Duration timeout, int tries) {
        HttpResponse<InputStream> response =
                retried(request, BodyHandlers.ofInputStream(), timeout, tries, () -> false);
        if (response.statusCode() / 100 == 2) {
            return response;
        }
        try (InputStream body = watched(response)) {
            throw problems.of(response.statusCode(), response.headers(), body.readNBytes(LONGEST_PROBLEM));
        } catch (IOException e) {
            throw problems.of(response.statusCode(), response.headers(), new byte[0]);
        }
    }

    private HttpRequest request(Call call) {
        HttpRequest.Builder builder = builder(call.address());
        Map<String, ? extends @Nullable Object> body = call.body();
        if (body == null) {
            builder.method(call.method(), BodyPublishers.noBody());
        } else {
            builder.method(call.method(), BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)))
                    .header("Content-Type", "application/json");
        }
        String key = call.key();
        if (key != null) {
            builder.header("Idempotency-Key", key);
        }
        return builder.build();
    }

    private HttpRequest.Builder builder(Address address) {
        return HttpRequest.newBuilder(address.under(url)).header("Authorization", "Bearer " + token);
    }

    /** @param moved whether something happened since it was asked last, so that there is reason to wait on */
    private <T> HttpResponse<T> retried(
            HttpRequest request, BodyHandler<T> handler, Duration timeout, int tries, BooleanSupplier moved) {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<T> response = once(request, handler, timeout, moved);
                if (attempt >= tries || !RETRIED.contains(response.statusCode())) {
                    return response;
                }
                discard(response.body());
            } catch (IOException e) {
                if (attempt >= tries) {
                    throw new RowkeepException(0, RowkeepException.NO_ANSWER, noAnswer(request, e), e);
                }
            }
            pause(backoff.before(attempt));
        }
    }

    private <T> HttpResponse<T> once(
            HttpRequest request, BodyHandler<T> handler, Duration timeout, BooleanSupplier moved) throws IOException {
        requireOpen();
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request, handler);
        try {
            return await(answer, timeout, moved);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("nothing came within " + timeout);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw RowkeepException.interrupted("the API was asked");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    private static <T> T await(CompletableFuture<T> answer, Duration timeout, BooleanSupplier moved)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (true) {
            try {
                return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (!moved.getAsBoolean()) {
                    throw e;
                }
            }
        }
    }

    private String noAnswer(HttpRequest request, IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return "%s has no answer to %s %s: %s"
                .formatted(url, request.method(), request.uri().getPath(), reason);
    }

    private static void discard(Object body) throws IOException {
        if (body instanceof InputStream stream) {
            stream.close();
        }
    }

    /** Waits, less when this is closed in the meantime. */
    void pause(Duration duration) {
        try {
            if (closed.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                requireOpen();
            }
        } catch (InterruptedException e) {
            throw RowkeepException.interrupted("waiting to ask the API again");
        }
    }

    private void requireOpen() {
        if (closed.getCount() == 0) {
            throw new IllegalStateException("This Rowkeep was closed");
        }
    }

    /** Ends what waits, and streams; the HTTP client's own threads end when nobody refers to it any more. */
    @Override
    public void close() {
        closed.countDown();
        silence.close();
    }
}
