package io.rowkeep.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Asks a port whether AMQP 0-9-1 is spoken there. */
final class AmqpProbe {

    private static final byte[] HELLO = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};

    private AmqpProbe() {}

    /** Returns when a broker answers; throws when none does within two minutes. */
    static void awaitAnswer(String host, int port) {
        await("an AMQP broker on %s:%d".formatted(host, port))
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> answers(host, port));
    }

    private static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 2_000);
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(HELLO);
            return socket.getInputStream().read() == 1;
        } catch (IOException e) {
            return false;
        }
    }
}
