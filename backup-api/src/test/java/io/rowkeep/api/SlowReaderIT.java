package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.api.EventReader.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SlowReaderIT {

    /** More than may wait for a reader, and, at 40 KB each, more than the sockets' buffers take. */
    private static final int EVENTS = 900;

    @Test
    void aReaderWhoIsTooSlowIsSentAwayWithoutAHoleAndResumes() throws Exception {
        String job = LiveSchool.backupJob("school");
        try (Socket slow = connectWithoutReading();
                EventReader other = LiveSchool.events(RunningApi.ADMIN, "/api/v1/events?kind=backup")) {
            List<String> all = record(job);
            // Recorded after all of them: who hears of this knows that they were handed out.
            LiveSchool.claim(job);
            other.until("started", job);

            List<String> seen = ids(slow);

            assertThat(seen).isNotEmpty().hasSizeLessThan(EVENTS).isEqualTo(all.subList(0, seen.size()));
            try (EventReader resumed =
                    LiveSchool.events(RunningApi.ADMIN, "/api/v1/events?kind=clear", "Last-Event-ID", seen.getLast())) {
                for (String id : all.subList(seen.size(), EVENTS)) {
                    assertThat(resumed.next()).extracting(Event::id).isEqualTo(id);
                }
            }
        }
    }

    private static Socket connectWithoutReading() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(256 << 10);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), LiveSchool.API.address.getPort()));
        socket.setSoTimeout(30_000);
        // HTTP/1.0: no chunks between the lines.
        String request =
                "GET /api/v1/events?kind=clear HTTP/1.0\r\nAuthorization: Bearer " + RunningApi.ADMIN + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        // The answer has begun, so it is subscribed.
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        return socket;
    }

    /** The ids that a reader gets who begins to read now, up to the end of the answer. */
    private static List<String> ids(Socket socket) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        return lines.lines()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring("id: ".length()))
                // What was before it began.
                .skip(1)
                .toList();
    }

    /** Writes events and returns their ids in their order; they count as sent, so that no relay takes them. */
    private static List<String> record(String job) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = LiveSchool.DATABASE.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                insert into rowkeep.outbox
                       (id, job_id, exchange, routing_key, mandatory, content_type, body, published_at)
                select id, ?, 'rowkeep.events', 'clear.started.school.all', false, 'application/json',
                       json_build_object('id', id, 'type', 'io.rowkeep.clear.started.v1', 'subject', cast(? as text),
                                         'sequence', number, 'data', json_build_object('source', 'school', 'dataset', 'all',
                                         'padding', repeat('x', 40000))),
                       clock_timestamp()
                  from (select gen_random_uuid() as id, number from generate_series(1, ?) as number order by number) as events
                returning id
                """)) {
            statement.setObject(1, UUID.fromString(job));
            statement.setString(2, job);
            statement.setInt(3, EVENTS);
            try (ResultSet inserted = statement.executeQuery()) {
                while (inserted.next()) {
                    ids.add(inserted.getString(1));
                }
            }
        }
        return ids;
    }
}
