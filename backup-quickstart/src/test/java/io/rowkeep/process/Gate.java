package io.rowkeep.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP port in front of a server that can be held in the middle of a transfer, or closed as if the server were gone. Safe for use
 * by several threads.
 */
public final class Gate implements AutoCloseable {

    private final ServerSocket door;
    private final String host;
    private volatile int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long allowance = Long.MAX_VALUE;
    private boolean shut;
    private boolean held;
    private boolean cutting;
    private long passed;

    private Gate(ServerSocket door, String host, int port) {
        this.door = door;
        this.host = host;
        this.port = port;
    }

    /** An open gate in front of this server. */
    public static Gate before(String host, int port) {
        try {
            Gate gate = new Gate(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), host, port);
            Thread.ofVirtual().start(gate::admit);
            return gate;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where to knock, on 127.0.0.1. */
    public int port() {
        return door.getLocalPort();
    }

    /** Leads to another server of the same host from now on; connections stay where they are. */
    public void leadTo(int otherPort) {
        port = otherPort;
    }

    /** Lets so many more bytes pass, in both directions together, and then holds everything without closing anything. */
    void holdAfter(long bytes) {
        set(bytes, false, false);
    }

    /** Lets so many more bytes pass, then ends every connection without a word, once; new ones pass. */
    void cutAfter(long bytes) {
        set(bytes, false, true);
    }

    /** How many bytes have passed so far, in both directions together. */
    long passed() {
        lock.lock();
        try {
            return passed;
        } finally {
            lock.unlock();
        }
    }

    /** Lets everything pass again. */
    void open() {
        set(Long.MAX_VALUE, false, false);
    }

    /** Ends every connection, and every new one at once. */
    void shut() {
        set(Long.MAX_VALUE, true, false);
        sockets.forEach(Gate::end);
    }

    /** Whether somebody waits because the allowance is used up. */
    boolean isHeld() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shut();
    }

    private void set(long bytes, boolean closed, boolean cut) {
        lock.lock();
        try {
            allowance = bytes;
            shut = closed;
            held = false;
            cutting = cut;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void admit() {
        while (!door.isClosed()) {
            try {
                Socket inside = door.accept();
                lock.lock();
                try {
                    if (shut) {
                        end(inside);
                        continue;
                    }
                } finally {
                    lock.unlock();
                }
                Socket outside = new Socket(host, port);
                sockets.add(inside);
                sockets.add(outside);
                Thread.ofVirtual().start(() -> pass(inside, outside));
                Thread.ofVirtual().start(() -> pass(outside, inside));
            } catch (IOException e) {
                // The door was closed, or the server is gone: the next one who knocks sees the same.
            }
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[16 << 10];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                await(read);
                out.write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            // Closed by either side, or shut.
        }
    }

    private void await(int bytes) throws InterruptedException {
        lock.lock();
        try {
            while (allowance < bytes) {
                if (cutting) {
                    set(Long.MAX_VALUE, false, false);
                    sockets.forEach(Gate::end);
                    return;
                }
                held = true;
                changed.await();
            }
            passed += bytes;
            if (allowance != Long.MAX_VALUE) {
                allowance -= bytes;
            }
        } finally {
            lock.unlock();
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed, then.
        }
    }
}
