package io.rowkeep.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams of events as servers may write them. */
class SseReaderTest {

    @Test
    void fieldsCommentsAndEveryLineEnding() throws IOException {
        assertThat(
                        read(
                                ": hello\nid: 1\nevent: completed\ndata: ä\n\nid:2\r\ndata:b\r\ndata: c\r\n\r\nretry: 5\rdata\r\r"))
                .containsExactly(new SseEvent("1", "ä"), new SseEvent("2", "b\nc"), new SseEvent("2", ""));
    }

    @Test
    void anEventWithoutDataSaysNothingButItsId() throws IOException {
        assertThat(read("id: 7\n\nevent: x\n\ndata: a\n\nid\ndata: b\n\n"))
                .containsExactly(new SseEvent("7", null), new SseEvent("7", "a"), new SseEvent(null, "b"));
    }

    @Test
    void whatBreaksOffIsNoEvent() throws IOException {
        assertThat(read("data: a\n\ndata: b\n")).containsExactly(new SseEvent(null, "a"));
    }

    private static List<SseEvent> read(String text) throws IOException {
        SseReader reader = new SseReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), null);
        List<SseEvent> events = new ArrayList<>();
        for (SseEvent event = reader.next(); event != null; event = reader.next()) {
            events.add(event);
        }
        return events;
    }
}
