package io.rowkeep.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code text/event-stream} as the HTML standard has it. Memory is bounded by the longest event allowed. */
final class SseReader {

    private static final int LONGEST_EVENT = 16 << 20;
    private static final int END = -1;

    private final InputStream in;
    private @Nullable String lastId;
    private @Nullable String newId;
    private boolean afterReturn;

    SseReader(InputStream in, @Nullable String lastId) {
        this.in = new BufferedInputStream(in);
        this.lastId = lastId;
        this.newId = lastId;
    }

    /**
     * The next event that says something, be it only a new id, in which case it has no data; null at the end of the stream, where an
     * unfinished event is dropped.
     */
    @Nullable
    SseEvent next() throws IOException {
        StringBuilder data = new StringBuilder();
        while (true) {
            String line = line();
            if (line == null) {
                return null;
            }
            if (line.isEmpty()) {
                if (!data.isEmpty() || !Objects.equals(newId, lastId)) {
                    lastId = newId;
                    return new SseEvent(lastId, data.isEmpty() ? null : data.substring(0, data.length() - 1));
                }
                continue;
            }
            field(line, data);
        }
    }

    private void field(String line, StringBuilder data) throws IOException {
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        if (value.startsWith(" ")) {
            value = value.substring(1);
        }
        if (name.equals("data")) {
            data.append(value).append('\n');
            if (data.length() > LONGEST_EVENT) {
                throw tooLong();
            }
        } else if (name.equals("id") && value.indexOf('\0') < 0) {
            newId = value.isEmpty() ? null : value;
        }
    }

    // A line ends with CR, LF or both. The LF after a CR is skipped when the next line is read: to look for it at once
    // would
    // wait for bytes that may not come for long.
    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        while (true) {
            int b = in.read();
            boolean second = afterReturn && b == '\n';
            afterReturn = b == '\r';
            if (second) {
                continue;
            }
            if (b == END) {
                return null;
            }
            if (b == '\r' || b == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(b);
            if (line.size() > LONGEST_EVENT) {
                throw tooLong();
            }
        }
    }

    private static IOException tooLong() {
        return new IOException("an event is longer than " + LONGEST_EVENT + " bytes");
    }
}
