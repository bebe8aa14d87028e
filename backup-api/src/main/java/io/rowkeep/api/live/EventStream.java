package io.rowkeep.api.live;

import io.rowkeep.message.EventText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** An answer of Server-Sent Events: everything is on its way when a method returns. For one thread. */
final class EventStream {

    private final HttpServletResponse response;
    private final OutputStream out;

    private EventStream(HttpServletResponse response) throws IOException {
        this.response = response;
        this.out = response.getOutputStream();
    }

    /** Begins the answer: from here on nothing can be refused. */
    static EventStream begin(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // A proxy such as nginx would keep events back until they fill its buffer.
        response.setHeader("X-Accel-Buffering", "no");
        EventStream stream = new EventStream(response);
        response.flushBuffer();
        return stream;
    }

    /** Tells nothing but what the reader resumes after, should the connection be lost before the first event. */
    void resumeAfter(UUID id) throws IOException {
        write("id: " + id + "\n\n");
    }

    /** @param id what the reader resumes after; null for progress, which leaves that as it is */
    void send(@Nullable String id, EventText event) throws IOException {
        String idLine = id == null ? "" : "id: " + id + '\n';
        write(idLine + "event: " + event.outcome() + "\ndata: " + event.json() + "\n\n");
    }

    /** Shows both ends that the other is there. */
    void keepAlive() throws IOException {
        write(": keep-alive\n\n");
    }

    private void write(String lines) throws IOException {
        out.write(lines.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }
}
