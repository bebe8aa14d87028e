package io.rowkeep.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** TCP ports that were free a moment ago, for servers that must be told theirs. */
final class FreePort {

    private FreePort() {}

    static int find() {
        return find(1).getFirst();
    }

    /** So many different ones. */
    static List<Integer> find(int count) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Integer> ports = new ArrayList<>();
            ports.add(socket.getLocalPort());
            if (count > 1) {
                // This one is still taken meanwhile.
                ports.addAll(find(count - 1));
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
