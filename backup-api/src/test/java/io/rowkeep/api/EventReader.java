package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.message.MessageMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a live stream as a browser would. */
final class EventReader implements AutoCloseable {

    private static final Event END = new Event("", "end", "");

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<Stream<String>> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> beginning = new CompletableFuture<>();

    /** Connects, and returns when the answer has begun. */
    EventReader(HttpRequest.Builder request) {
        try {
            response = client.send(
                    request.header("Accept", "text/event-stream").build(), HttpResponse.BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        Thread.ofVirtual().start(this::read);
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** What the reader resumes after that has not been told of any event. */
    String beginning() {
        return beginning.orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** The next event; fails when there is none within ten seconds. */
    Event next() {
        return next(Duration.ofSeconds(10));
    }

    Event next(Duration patience) {
        Event event = poll(patience);
        assertThat(event).as("an event within %s", patience).isNotNull();
        return event;
    }

    /** The next event; null when there is none in that time. */
    @Nullable
    Event poll(Duration patience) {
        try {
            return events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The events up to the first with that name and that text in it, which is among them; fewer when the stream ends. */
    List<Event> until(String name, String text) {
        List<Event> all = new ArrayList<>();
        do {
            all.add(next());
        } while (!(all.getLast().name().equals(name) && all.getLast().data().contains(text))
                && !all.getLast().equals(END));
        return all;
    }

    /** Checks that the server ends the answer, in good order, without another event. */
    void hasEnded(Duration patience) {
        assertThat(next(patience)).isEqualTo(END);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private void read() {
        Event event = new Event("", "", "");
        try (Stream<String> lines = response.body()) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (line.isEmpty()) {
                    if (event.name().isEmpty()) {
                        beginning.complete(event.id());
                    } else {
                        events.add(event);
                    }
                    event = new Event("", "", "");
                } else {
                    event = event.with(line);
                }
            }
            events.add(END);
        } catch (UncheckedIOException e) {
            events.add(new Event("", "broken", String.valueOf(e.getMessage())));
        }
    }

    /** One event, or a comment, whose name is then a colon. */
    record Event(String id, String name, String data) {

        JsonNode json() {
            return MessageMapper.JSON.readTree(data);
        }

        private Event with(String line) {
            String value = line.substring(line.indexOf(':') + 1).strip();
            return switch (line.substring(0, line.indexOf(':'))) {
                case "id" -> new Event(value, name, data);
                case "event" -> new Event(id, value, data);
                case "data" -> new Event(id, name, value);
                case "" -> new Event(id, ":", value);
                default -> throw new AssertionError(line);
            };
        }
    }
}
